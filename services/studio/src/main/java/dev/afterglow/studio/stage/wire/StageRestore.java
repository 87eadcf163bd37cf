package dev.afterglow.studio.stage.wire;

import com.google.protobuf.ByteString;
import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.PutProductsRequest;
import dev.afterglow.api.render.v1.PutStageAssetRequest;
import dev.afterglow.api.render.v1.RenderServiceGrpc;
import dev.afterglow.api.render.v1.RenderServiceGrpc.RenderServiceBlockingStub;
import dev.afterglow.api.render.v1.StageProduct;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.StageKeeper;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.worker.grpc.WorkerChannels;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Sets the stage of a worker that takes a broadcast over: pictures, products, then what shows. */
@ApplicationScoped
public class StageRestore implements StageKeeper {
  private static final Log LOG = Log.of(StageRestore.class);

  /** As many as one request takes. */
  private static final int PRODUCTS_AT_ONCE = 50;

  private final StageCopies copies;
  private final WorkerChannels channels;
  private final UpstreamConfig config;
  private final Ids ids;

  /** Over the workers' channels. */
  @Inject
  public StageRestore(StageCopies copies, WorkerChannels channels, UpstreamConfig config, Ids ids) {
    this.copies = copies;
    this.channels = channels;
    this.config = config;
    this.ids = ids;
  }

  @Override
  public void restore(UUID broadcastId, RenderPlace place) {
    copies.of(broadcastId).ifPresent(stage -> restore(broadcastId, place, stage));
  }

  private void restore(UUID broadcastId, RenderPlace place, StageCopies.Stage stage) {
    for (ByteString picture : stage.pictures()) {
      tell(broadcastId, "picture", () -> put(place, picture));
    }
    for (int i = 0; i < stage.products().size(); i += PRODUCTS_AT_ONCE) {
      int end = Math.min(i + PRODUCTS_AT_ONCE, stage.products().size());
      List<StageProduct> some = stage.products().subList(i, end);
      if (!tell(broadcastId, "products", () -> put(place, some))) {
        // One whose picture was let go, or is not taken here, must not take the others with it.
        some.forEach(it -> tell(broadcastId, "product", () -> put(place, List.of(it))));
      }
    }
    if (!tell(broadcastId, "directive", () -> direct(place, stage.shown()))) {
      // One part that the worker does not know must not take the others with it.
      stage
          .shown()
          .getAllFields()
          .forEach(
              (part, value) ->
                  tell(
                      broadcastId,
                      part.getName(),
                      () -> direct(place, Directive.newBuilder().setField(part, value).build())));
    }
  }

  private static boolean tell(UUID broadcastId, String what, Runnable call) {
    try {
      call.run();
      return true;
    } catch (StatusRuntimeException e) {
      LOG.warn(
          "a part of the stage was not restored",
          LogKey.BROADCAST_ID.is(broadcastId),
          LogKey.KIND.is(what),
          LogKey.CODE.is(e.getStatus().getCode()));
      return false;
    }
  }

  private void put(RenderPlace place, ByteString picture) {
    var unused =
        stub(place)
            .putStageAsset(
                PutStageAssetRequest.newBuilder()
                    .setRequestId(ids.next())
                    .setRenderId(place.renderId().toString())
                    .setContent(picture)
                    .build());
  }

  private void put(RenderPlace place, List<StageProduct> products) {
    var unused =
        stub(place)
            .putProducts(
                PutProductsRequest.newBuilder()
                    .setRequestId(ids.next())
                    .setRenderId(place.renderId().toString())
                    .addAllProducts(products)
                    .build());
  }

  private void direct(RenderPlace place, Directive shown) {
    if (shown.equals(Directive.getDefaultInstance())) {
      return;
    }
    var unused =
        stub(place)
            .applyDirective(
                ApplyDirectiveRequest.newBuilder()
                    .setRequestId(ids.next())
                    .setRenderId(place.renderId().toString())
                    .setDirective(shown)
                    .build());
  }

  private RenderServiceBlockingStub stub(RenderPlace place) {
    return RenderServiceGrpc.newBlockingStub(channels.channel(place.slot().address()))
        .withDeadlineAfter(config.deadline().toMillis(), TimeUnit.MILLISECONDS);
  }
}
