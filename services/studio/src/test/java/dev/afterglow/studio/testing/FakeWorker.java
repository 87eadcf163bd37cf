package dev.afterglow.studio.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.ApplyDirectiveResponse;
import dev.afterglow.api.render.v1.ComputeUse;
import dev.afterglow.api.render.v1.GetStageRequest;
import dev.afterglow.api.render.v1.GetStageResponse;
import dev.afterglow.api.render.v1.GoOnAirRequest;
import dev.afterglow.api.render.v1.GoOnAirResponse;
import dev.afterglow.api.render.v1.LookShown;
import dev.afterglow.api.render.v1.OutputFormat;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.render.v1.PutProductsRequest;
import dev.afterglow.api.render.v1.PutProductsResponse;
import dev.afterglow.api.render.v1.PutStageAssetRequest;
import dev.afterglow.api.render.v1.PutStageAssetResponse;
import dev.afterglow.api.render.v1.Quantiles;
import dev.afterglow.api.render.v1.Render;
import dev.afterglow.api.render.v1.RenderPhase;
import dev.afterglow.api.render.v1.RenderServiceGrpc;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.render.v1.SetSlateRequest;
import dev.afterglow.api.render.v1.SetSlateResponse;
import dev.afterglow.api.render.v1.SlateReason;
import dev.afterglow.api.render.v1.StartRenderRequest;
import dev.afterglow.api.render.v1.StartRenderResponse;
import dev.afterglow.api.render.v1.StopRenderRequest;
import dev.afterglow.api.render.v1.StopRenderResponse;
import dev.afterglow.api.render.v1.WatchPreviewRequest;
import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.api.render.v1.WatchRenderRequest;
import dev.afterglow.api.render.v1.WatchRenderResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A render worker that draws nothing: tests say what its renders are like. */
public final class FakeWorker extends RenderServiceGrpc.RenderServiceImplBase {

  /** What StartRender fails with. */
  public volatile Optional<StatusRuntimeException> startFault = Optional.empty();

  /** What GoOnAir fails with. */
  public volatile Optional<StatusRuntimeException> airFault = Optional.empty();

  /** What ApplyDirective fails with. */
  public volatile Optional<StatusRuntimeException> directFault = Optional.empty();

  /** The directives taken. */
  public final List<ApplyDirectiveRequest> directed = new CopyOnWriteArrayList<>();

  /** The products taken. */
  public final List<PutProductsRequest> products = new CopyOnWriteArrayList<>();

  /** A product whose picture this worker does not have: what holds it is refused. */
  public volatile String refusedProduct = "";

  /** The stage's pictures taken. */
  public final List<PutStageAssetRequest> pictures = new CopyOnWriteArrayList<>();

  /** The requests that put something on air. */
  public final List<GoOnAirRequest> aired = new CopyOnWriteArrayList<>();

  /** The renders stopped. */
  public final List<String> stopped = new CopyOnWriteArrayList<>();

  /** The preview's pieces after the initialisation segment. */
  public volatile List<byte[]> preview = List.of(new byte[] {1}, new byte[] {2});

  private final Map<String, Render> renders = new ConcurrentHashMap<>();
  private final Map<String, List<StreamObserver<WatchRenderResponse>>> watches =
      new ConcurrentHashMap<>();

  void reset() {
    refusedProduct = "";
    startFault = Optional.empty();
    airFault = Optional.empty();
    directFault = Optional.empty();
    directed.clear();
    products.clear();
    pictures.clear();
    aired.clear();
    stopped.clear();
    renders.clear();
    watches.values().forEach(all -> all.forEach(FakeWorker::breakOff));
    watches.clear();
  }

  /** How many watches run. */
  public int watchCount(String renderId) {
    return watches.getOrDefault(renderId, List.of()).size();
  }

  /** Changes a render and tells its watchers. */
  public void change(String renderId, UnaryOperator<Render.Builder> change) {
    Render render =
        renders.computeIfPresent(
            renderId, (id, current) -> change.apply(current.toBuilder()).build());
    watches.getOrDefault(renderId, List.of()).forEach(it -> tell(it, render));
  }

  /** Shows a slate for a reason. */
  public void slate(String renderId, SlateReason reason) {
    change(
        renderId,
        it -> {
          it.getStatusBuilder().setPicture(PictureKind.PICTURE_KIND_SLATE).setSlateReason(reason);
          return it;
        });
  }

  /** Shows the avatar. */
  public void figure(String renderId) {
    change(
        renderId,
        it -> {
          it.getStatusBuilder()
              .setPicture(PictureKind.PICTURE_KIND_FIGURE)
              .setSlateReason(SlateReason.SLATE_REASON_UNSPECIFIED);
          return it;
        });
  }

  /** Forgets a render, as a worker does that restarts. */
  public void forget(String renderId) {
    renders.remove(renderId);
    watches.getOrDefault(renderId, List.of()).forEach(FakeWorker::breakOff);
    watches.remove(renderId);
  }

  private static void breakOff(StreamObserver<WatchRenderResponse> watch) {
    try {
      watch.onError(Status.UNAVAILABLE.asRuntimeException());
    } catch (IllegalStateException e) {
      // The studio went first.
      return;
    }
  }

  private static void tell(StreamObserver<WatchRenderResponse> watch, Render render) {
    synchronized (watch) {
      try {
        watch.onNext(WatchRenderResponse.newBuilder().setRender(render).build());
        if (render.getPhase() == RenderPhase.RENDER_PHASE_ENDED
            || render.getPhase() == RenderPhase.RENDER_PHASE_FAILED) {
          watch.onCompleted();
        }
      } catch (StatusRuntimeException | IllegalStateException e) {
        // The studio went first.
        return;
      }
    }
  }

  @Override
  public void startRender(StartRenderRequest request, StreamObserver<StartRenderResponse> answer) {
    if (startFault.isPresent()) {
      answer.onError(startFault.get());
      return;
    }
    Render render =
        Render.newBuilder()
            .setRenderId(
                UUID.nameUUIDFromBytes(request.getRequestIdBytes().toByteArray()).toString())
            .setBroadcastId(request.getBroadcastId())
            .setWorkerId("worker-1")
            .setPhase(RenderPhase.RENDER_PHASE_PREVIEW)
            .setOutput(
                OutputFormat.newBuilder()
                    .setWidth(720)
                    .setHeight(1280)
                    .setFrameRate(30)
                    .setVideoBitrateBps(2_500_000)
                    .setAudioBitrateBps(128_000))
            .setStatus(
                RenderStatus.newBuilder()
                    .setPicture(PictureKind.PICTURE_KIND_FIGURE)
                    .setFps(29.97)
                    .setFrames(1234)
                    .setDroppedFrames(3)
                    .setCaptureToEncodedMs(Quantiles.newBuilder().setP50(61).setP95(88).setP99(97))
                    .setAvSkewMs(Quantiles.newBuilder().setP50(4).setP95(11).setP99(14))
                    .setLeaseAgeMs(900)
                    .setLabelChecksPassed(41)
                    .addLookChanges(
                        LookShown.newBuilder()
                            .setNumber(1)
                            .setTime(Timestamp.newBuilder().setSeconds(1_770_000_000))
                            .setLookId("qipao")
                            .setLayout("half"))
                    .setCompute(ComputeUse.newBuilder().setProcessorMs(41_000)))
            .build();
    renders.putIfAbsent(render.getRenderId(), render);
    FakeServices.reply(
        answer,
        StartRenderResponse.newBuilder().setRender(renders.get(render.getRenderId())).build());
  }

  @Override
  public void goOnAir(GoOnAirRequest request, StreamObserver<GoOnAirResponse> answer) {
    if (airFault.isPresent()) {
      answer.onError(airFault.get());
      return;
    }
    aired.add(request);
    change(
        request.getRenderId(),
        it -> it.setPhase(RenderPhase.RENDER_PHASE_ON_AIR).setRecordingPath("/recordings/1.mp4"));
    FakeServices.reply(
        answer, GoOnAirResponse.newBuilder().setRender(renders.get(request.getRenderId())).build());
  }

  @Override
  public void setSlate(SetSlateRequest request, StreamObserver<SetSlateResponse> answer) {
    boolean operator =
        renders.get(request.getRenderId()).getStatus().getSlateReason()
            == SlateReason.SLATE_REASON_OPERATOR;
    if (request.getSlate()) {
      slate(request.getRenderId(), SlateReason.SLATE_REASON_OPERATOR);
    } else if (operator) {
      figure(request.getRenderId());
    }
    FakeServices.reply(
        answer,
        SetSlateResponse.newBuilder().setRender(renders.get(request.getRenderId())).build());
  }

  @Override
  public void applyDirective(
      ApplyDirectiveRequest request, StreamObserver<ApplyDirectiveResponse> answer) {
    if (directFault.isPresent()) {
      answer.onError(directFault.get());
      return;
    }
    directed.add(request);
    FakeServices.reply(answer, ApplyDirectiveResponse.newBuilder().setMediaTimeUs(1000).build());
  }

  @Override
  public void putProducts(PutProductsRequest request, StreamObserver<PutProductsResponse> answer) {
    if (request.getProductsList().stream()
        .anyMatch(it -> it.getProductId().equals(refusedProduct))) {
      answer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
      return;
    }
    products.add(request);
    FakeServices.reply(
        answer, PutProductsResponse.newBuilder().setKnownCount(request.getProductsCount()).build());
  }

  @Override
  public void putStageAsset(
      PutStageAssetRequest request, StreamObserver<PutStageAssetResponse> answer) {
    pictures.add(request);
    FakeServices.reply(
        answer, PutStageAssetResponse.newBuilder().setSha256("ab".repeat(32)).build());
  }

  @Override
  public void getStage(GetStageRequest request, StreamObserver<GetStageResponse> answer) {
    GetStageResponse.Builder stage =
        GetStageResponse.newBuilder().addLayouts("full").addLayouts("half");
    products.forEach(put -> stage.addAllProducts(put.getProductsList()));
    FakeServices.reply(answer, stage.build());
  }

  @Override
  public void stopRender(StopRenderRequest request, StreamObserver<StopRenderResponse> answer) {
    if (!renders.containsKey(request.getRenderId())) {
      answer.onError(notFound());
      return;
    }
    stopped.add(request.getRenderId());
    change(request.getRenderId(), it -> it.setPhase(RenderPhase.RENDER_PHASE_ENDED));
    FakeServices.reply(
        answer,
        StopRenderResponse.newBuilder().setRender(renders.get(request.getRenderId())).build());
  }

  @Override
  public void watchRender(WatchRenderRequest request, StreamObserver<WatchRenderResponse> answer) {
    Render render = renders.get(request.getRenderId());
    if (render == null) {
      answer.onError(notFound());
      return;
    }
    watches.computeIfAbsent(request.getRenderId(), id -> new CopyOnWriteArrayList<>()).add(answer);
    tell(answer, render);
  }

  @Override
  public void watchPreview(
      WatchPreviewRequest request, StreamObserver<WatchPreviewResponse> answer) {
    answer.onNext(
        WatchPreviewResponse.newBuilder()
            .setInitialisation(true)
            .setCodecs("avc1.42c01f,mp4a.40.2")
            .setMp4(ByteString.copyFromUtf8("init"))
            .build());
    boolean key = true;
    for (byte[] piece : preview) {
      answer.onNext(
          WatchPreviewResponse.newBuilder()
              .setKeyFrame(key)
              .setMp4(ByteString.copyFrom(piece))
              .build());
      key = false;
    }
  }

  private static StatusRuntimeException notFound() {
    return FakeServices.refusal(Status.Code.NOT_FOUND, "RENDER_NOT_FOUND", Map.of());
  }
}
