package dev.afterglow.render.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Liveness;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.UseKind;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.api.render.v1.AigcLabel;
import dev.afterglow.api.render.v1.Destination;
import dev.afterglow.api.render.v1.DestinationKind;
import dev.afterglow.api.render.v1.DestinationStatus;
import dev.afterglow.api.render.v1.GetRenderRequest;
import dev.afterglow.api.render.v1.GetWorkerRequest;
import dev.afterglow.api.render.v1.GoOnAirRequest;
import dev.afterglow.api.render.v1.ListRendersRequest;
import dev.afterglow.api.render.v1.OutputFormat;
import dev.afterglow.api.render.v1.Render;
import dev.afterglow.api.render.v1.RenderServiceGrpc;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.render.v1.SetSlateRequest;
import dev.afterglow.api.render.v1.SlateReason;
import dev.afterglow.api.render.v1.StartRenderRequest;
import dev.afterglow.api.render.v1.StopRenderRequest;
import dev.afterglow.api.render.v1.WatchPreviewRequest;
import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.api.render.v1.WatchRenderRequest;
import dev.afterglow.api.render.v1.WatchRenderResponse;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.net.URL;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A client of the worker over a real connection; a render that it leaves is stopped. */
final class WorkerCaller implements AutoCloseable {
  final RenderServiceGrpc.RenderServiceBlockingStub worker;
  private final ManagedChannel channel;

  WorkerCaller(URL url) {
    channel = ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    worker = RenderServiceGrpc.newBlockingStub(channel);
  }

  /** Whether the worker has found a device to draw on. */
  boolean canDraw() {
    return !worker.getWorker(GetWorkerRequest.getDefaultInstance()).getGlRenderer().isEmpty();
  }

  @Override
  public void close() {
    worker
        .listRenders(ListRendersRequest.getDefaultInstance())
        .getRendersList()
        .forEach(render -> stop(render.getRenderId()));
    channel.shutdownNow();
  }

  RenderStatus statusOf(String id, SlateReason reason) {
    return await(
        () -> get(id).getStatus(),
        status -> status.getFrames() > 0 && status.getSlateReason() == reason);
  }

  static DestinationStatus destination(Render render, String name) {
    return render.getStatus().getDestinationsList().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElse(DestinationStatus.getDefaultInstance());
  }

  static StartRenderRequest.Builder start() {
    return StartRenderRequest.newBuilder()
        .setRequestId(id())
        .setBroadcastId(id())
        .setDriveId(id())
        .setUse(use(UseKind.USE_KIND_REHEARSAL))
        .setOutput(output());
  }

  static OutputFormat.Builder output() {
    return OutputFormat.newBuilder()
        .setWidth(272)
        .setHeight(480)
        .setFrameRate(10)
        .setVideoBitrateBps(400_000);
  }

  static GoOnAirRequest.Builder air(String renderId) {
    return GoOnAirRequest.newBuilder()
        .setRequestId(id())
        .setRenderId(renderId)
        .setUse(use(UseKind.USE_KIND_LIVE))
        .addDestinations(
            Destination.newBuilder().setName("hls").setKind(DestinationKind.DESTINATION_KIND_HLS))
        .setAigc(
            AigcLabel.newBuilder().setLabel("1").setContentProducer("test").setProduceId("test"));
  }

  static IntendedUse use(UseKind kind) {
    return IntendedUse.newBuilder()
        .setLicenceId(id())
        .setAvatarId(id())
        .setDriverSubjectId(id())
        .setVoice(VoiceMode.VOICE_MODE_REAL)
        .setMotion(MotionMode.MOTION_MODE_MOCAP)
        .setLiveness(Liveness.LIVENESS_LIVE)
        .setUse(kind)
        .setPlatform(PlatformAccount.newBuilder().setPlatform("rehearsal").setAccountId("*"))
        .setTerritory("CN")
        .setRoomId(id())
        .build();
  }

  static SetSlateRequest slate(String renderId) {
    return SetSlateRequest.newBuilder()
        .setRequestId(id())
        .setRenderId(renderId)
        .setSlate(true)
        .build();
  }

  Render get(String renderId) {
    return worker
        .getRender(GetRenderRequest.newBuilder().setRenderId(renderId).build())
        .getRender();
  }

  Render stop(String renderId) {
    return worker
        .stopRender(StopRenderRequest.newBuilder().setRequestId(id()).setRenderId(renderId).build())
        .getRender();
  }

  Iterator<WatchRenderResponse> watch(String renderId) {
    return worker.watchRender(WatchRenderRequest.newBuilder().setRenderId(renderId).build());
  }

  Iterator<WatchPreviewResponse> preview(String renderId) {
    return worker.watchPreview(WatchPreviewRequest.newBuilder().setRenderId(renderId).build());
  }

  int freeSlots() {
    return worker.getWorker(GetWorkerRequest.getDefaultInstance()).getFreeSlots();
  }

  static String id() {
    return UUID.randomUUID().toString();
  }

  static RemoteFault refusalOf(Runnable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(refused).as("a refusal").isNotNull();
    return RemoteFault.from(refused);
  }

  /** Asks until the answer will do; how long that takes is no matter of a test. */
  static <T> T await(Supplier<T> question, Predicate<T> enough) {
    while (true) {
      T answer = question.get();
      if (enough.test(answer)) {
        return answer;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while it was " + answer, e);
      }
    }
  }
}
