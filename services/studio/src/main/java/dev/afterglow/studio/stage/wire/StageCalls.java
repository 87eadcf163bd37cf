package dev.afterglow.studio.stage.wire;

import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.RenderServiceGrpc;
import dev.afterglow.api.render.v1.RenderServiceGrpc.RenderServiceBlockingStub;
import dev.afterglow.api.studio.v1.DirectRequest;
import dev.afterglow.api.studio.v1.DirectResponse;
import dev.afterglow.api.studio.v1.GetStageRequest;
import dev.afterglow.api.studio.v1.GetStageResponse;
import dev.afterglow.api.studio.v1.PreflightRequest;
import dev.afterglow.api.studio.v1.PreflightResponse;
import dev.afterglow.api.studio.v1.PutProductsRequest;
import dev.afterglow.api.studio.v1.PutProductsResponse;
import dev.afterglow.api.studio.v1.PutStageAssetRequest;
import dev.afterglow.api.studio.v1.PutStageAssetResponse;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastState;
import dev.afterglow.studio.broadcast.Refusals;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.Transitions;
import dev.afterglow.studio.meter.StudioMeters;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.worker.grpc.GrpcRenderGateway;
import dev.afterglow.studio.worker.grpc.WorkerChannels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What an operator does to the stage. The worker alone knows its stage, so that messages go through
 * as they are: what it refuses comes back as {@code RENDER_REFUSED} with its reason.
 */
@ApplicationScoped
public class StageCalls {
  private final Transitions transitions;
  private final WorkerChannels channels;
  private final UpstreamConfig config;
  private final StudioMeters meters;
  private final StageCopies copies;

  /** Over the workers' channels. */
  @Inject
  public StageCalls(
      Transitions transitions,
      WorkerChannels channels,
      UpstreamConfig config,
      StudioMeters meters,
      StageCopies copies) {
    this.copies = copies;
    this.transitions = transitions;
    this.channels = channels;
    this.config = config;
    this.meters = meters;
  }

  /** Changes the stage. */
  public DirectResponse direct(DirectRequest request) {
    return on(
        request.getBroadcastId(),
        place -> {
          long mediaTimeUs =
              stub(place, 0)
                  .applyDirective(
                      ApplyDirectiveRequest.newBuilder()
                          .setRequestId(request.getRequestId())
                          .setRenderId(place.renderId().toString())
                          .setMediaTimeUs(request.getMediaTimeUs())
                          .setDirective(request.getDirective())
                          .build())
                  .getMediaTimeUs();
          copies.directed(uuid(request.getBroadcastId()), request.getDirective());
          return DirectResponse.newBuilder().setMediaTimeUs(mediaTimeUs).build();
        });
  }

  /** Makes products known. */
  public PutProductsResponse put(PutProductsRequest request) {
    return on(
        request.getBroadcastId(),
        place -> {
          int known =
              stub(place, 0)
                  .putProducts(
                      dev.afterglow.api.render.v1.PutProductsRequest.newBuilder()
                          .setRequestId(request.getRequestId())
                          .setRenderId(place.renderId().toString())
                          .addAllProducts(request.getProductsList())
                          .build())
                  .getKnownCount();
          copies.products(uuid(request.getBroadcastId()), request.getProductsList());
          return PutProductsResponse.newBuilder().setKnownCount(known).build();
        });
  }

  /** Gives the stage a picture. */
  public PutStageAssetResponse put(PutStageAssetRequest request) {
    return on(
        request.getBroadcastId(),
        place -> {
          var answer =
              stub(place, 0)
                  .putStageAsset(
                      dev.afterglow.api.render.v1.PutStageAssetRequest.newBuilder()
                          .setRequestId(request.getRequestId())
                          .setRenderId(place.renderId().toString())
                          .setContent(request.getContent())
                          .build());
          copies.picture(uuid(request.getBroadcastId()), answer.getSha256(), request.getContent());
          return PutStageAssetResponse.newBuilder()
              .setSha256(answer.getSha256())
              .setWidth(answer.getWidth())
              .setHeight(answer.getHeight())
              .setAsset(answer.getAsset())
              .build();
        });
  }

  /** What directives may name, and what shows. */
  public GetStageResponse stage(GetStageRequest request) {
    return on(
        request.getBroadcastId(),
        place ->
            GetStageResponse.newBuilder()
                .setStage(
                    stub(place, 0)
                        .getStage(
                            dev.afterglow.api.render.v1.GetStageRequest.newBuilder()
                                .setRenderId(place.renderId().toString())
                                .build()))
                .build());
  }

  /** Judges some seconds of the render. */
  public PreflightResponse preflight(PreflightRequest request) {
    return on(
        request.getBroadcastId(),
        place ->
            PreflightResponse.newBuilder()
                .setJudgement(
                    stub(place, request.getWatchS())
                        .preflight(
                            dev.afterglow.api.render.v1.PreflightRequest.newBuilder()
                                .setRenderId(place.renderId().toString())
                                .setWatchS(request.getWatchS())
                                .build()))
                .build());
  }

  private <T> T on(String broadcastId, Function<RenderPlace, T> call) {
    try {
      RenderPlace place = place(uuid(broadcastId));
      return GrpcRenderGateway.asking(() -> call.apply(place));
    } catch (AfterglowException e) {
      meters.refused(e.reason());
      throw e;
    }
  }

  private RenderPlace place(UUID broadcastId) {
    Broadcast broadcast = transitions.read(broadcastId);
    if (broadcast instanceof Broadcast.Rendering rendering) {
      return rendering.place();
    }
    throw Refusals.illegalTransition(broadcast.state(), BroadcastState.REHEARSING);
  }

  private RenderServiceBlockingStub stub(RenderPlace place, int moreS) {
    return RenderServiceGrpc.newBlockingStub(channels.channel(place.slot().address()))
        .withDeadlineAfter(
            config.renderDeadline().toMillis() + moreS * 1000L, TimeUnit.MILLISECONDS);
  }

  private static UUID uuid(String broadcastId) {
    return AfterglowException.checking("broadcast_id", () -> UUID.fromString(broadcastId));
  }
}
