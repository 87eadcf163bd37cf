package dev.afterglow.render.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Liveness;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.UseKind;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.api.render.v1.AigcLabel;
import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.Destination;
import dev.afterglow.api.render.v1.DestinationKind;
import dev.afterglow.api.render.v1.DestinationState;
import dev.afterglow.api.render.v1.DestinationStatus;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.GetRenderRequest;
import dev.afterglow.api.render.v1.GetWorkerRequest;
import dev.afterglow.api.render.v1.GoOnAirRequest;
import dev.afterglow.api.render.v1.ListRendersRequest;
import dev.afterglow.api.render.v1.OutputFormat;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.render.v1.Render;
import dev.afterglow.api.render.v1.RenderPhase;
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
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.render.output.Preview;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RenderService over a real connection, beside a registry and a capture that do as told. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
class RenderGrpcTest {
  private static final FakeRegistry REGISTRY = Neighbours.REGISTRY;

  @TestHTTPResource URL url;
  private ManagedChannel channel;
  private RenderServiceGrpc.RenderServiceBlockingStub worker;

  @BeforeEach
  void connect() {
    REGISTRY.reset();
    Neighbours.CAPTURE.source = MotionSource.MOTION_SOURCE_CAMERA;
    channel = ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    worker = RenderServiceGrpc.newBlockingStub(channel);
    Assumptions.assumeFalse(
        worker.getWorker(GetWorkerRequest.getDefaultInstance()).getGlRenderer().isEmpty(),
        "no EGL device here: install libegl1 and libgl1-mesa-dri");
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    REGISTRY.open.countDown();
    for (Render render :
        worker.listRenders(ListRendersRequest.getDefaultInstance()).getRendersList()) {
      stop(render.getRenderId());
    }
    channel.shutdownNow();
    assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  // Starting

  @Test
  void shouldNameTheFieldWhenOneBreaksItsRule() {
    // Given
    Map<String, StartRenderRequest> broken =
        Map.of(
            "output", start().setOutput(output().setWidth(270)).build(),
            "output.frame_rate", start().setOutput(output().setFrameRate(61)).build(),
            "broadcast_id", start().setBroadcastId("not a uuid").build(),
            "request_id", start().clearRequestId().build(),
            "use", start().clearUse().build());

    broken.forEach(
        (field, request) -> {
          // When
          RemoteFault refusal = refusalOf(() -> worker.startRender(request));

          // Then
          assertThat(refusal.reason()).as(field).isEqualTo("INVALID_FIELD");
          assertThat(refusal.kind()).as(field).isEqualTo(Fault.INVALID);
          assertThat(refusal.metadata()).containsEntry("field", field);
        });
    assertThat(REGISTRY.acquired).isEmpty();
  }

  @Test
  void shouldPassTheReasonsOnWhenTheRegistryGivesNoLease() {
    // Given
    REGISTRY.fault =
        Optional.of(
            FakeRegistry.refusal(
                Status.Code.PERMISSION_DENIED,
                "DECISION_DENIED",
                Map.of("reasons", "LICENCE_EXPIRED,TOO_MANY_ROOMS")));

    // When
    RemoteFault refusal = refusalOf(() -> worker.startRender(start().build()));

    // Then
    assertThat(refusal.reason()).isEqualTo("LEASE_DENIED");
    assertThat(refusal.kind()).isEqualTo(Fault.DENIED);
    assertThat(refusal.metadata()).containsEntry("reasons", "LICENCE_EXPIRED,TOO_MANY_ROOMS");
    assertThat(freeSlots()).isEqualTo(1);
  }

  @Test
  void shouldBeUnavailableWhenTheRegistryIsAway() {
    // Given
    REGISTRY.fault = Optional.of(Status.UNAVAILABLE.asRuntimeException());

    // When
    RemoteFault refusal = refusalOf(() -> worker.startRender(start().build()));

    // Then
    assertThat(refusal.kind()).isEqualTo(Fault.UNAVAILABLE);
    assertThat(refusal.reason()).isEqualTo("UPSTREAM_UNAVAILABLE");
    assertThat(freeSlots()).isEqualTo(1);
  }

  @Test
  void shouldGiveLeaseAndSlotBackWhenTheAvatarIsNotWhatWasSealed() {
    // Given
    REGISTRY.file = new byte[] {1, 2, 3};
    StartRenderRequest request = start().build();

    // When
    RemoteFault refusal = refusalOf(() -> worker.startRender(request));

    // Then
    assertThat(refusal.reason()).isEqualTo("AVATAR_SEAL_BROKEN");
    assertThat(refusal.kind()).isEqualTo(Fault.FAILED_PRECONDITION);
    assertThat(refusal.metadata()).containsEntry("avatar_id", request.getUse().getAvatarId());
    assertThat(REGISTRY.released).hasSize(1);
    assertThat(freeSlots()).isEqualTo(1);
  }

  @Test
  void shouldGiveTheSameRenderWhenTheRequestIsRepeated() {
    // Given
    StartRenderRequest request = start().build();
    Render first = worker.startRender(request).getRender();

    // When
    Render second = worker.startRender(request).getRender();
    stop(first.getRenderId());
    Render third = worker.startRender(request).getRender();

    // Then
    assertThat(second.getRenderId()).isEqualTo(first.getRenderId());
    assertThat(third.getRenderId()).isEqualTo(first.getRenderId());
    assertThat(third.getPhase()).isEqualTo(RenderPhase.RENDER_PHASE_ENDED);
    assertThat(REGISTRY.acquired).hasSize(1);
  }

  @Test
  void shouldGiveTheSameRenderWhenTheRequestIsRepeatedWhileItStarts() throws Exception {
    // Given: the first one waits for its lease
    REGISTRY.open = new CountDownLatch(1);
    StartRenderRequest request = start().build();
    CompletableFuture<Render> first =
        CompletableFuture.supplyAsync(() -> worker.startRender(request).getRender());
    await(() -> REGISTRY.acquired, all -> !all.isEmpty());

    // When
    CompletableFuture<Render> second =
        CompletableFuture.supplyAsync(() -> worker.startRender(request).getRender());
    RemoteFault another = refusalOf(() -> worker.startRender(start().build()));
    REGISTRY.open.countDown();

    // Then
    assertThat(second.get().getRenderId()).isEqualTo(first.get().getRenderId());
    assertThat(another.reason()).isEqualTo("NO_FREE_SLOT");
    assertThat(REGISTRY.acquired).extracting(AcquireLeaseRequest::getHolder).hasSize(1);
  }

  @Test
  void shouldRefuseASecondRenderWhenTheOnlySlotIsTaken() {
    // Given
    worker.startRender(start().build());

    // When
    RemoteFault refusal = refusalOf(() -> worker.startRender(start().build()));

    // Then
    assertThat(refusal.reason()).isEqualTo("NO_FREE_SLOT");
    assertThat(refusal.kind()).isEqualTo(Fault.EXHAUSTED);
    assertThat(refusal.metadata()).containsEntry("slots", "1");
    assertThat(freeSlots()).isZero();
  }

  // Unknown and ended renders

  @Test
  void shouldNotFindARenderThatIsNotThere() {
    // Given
    String id = id();
    Map<String, Runnable> calls =
        Map.of(
            "GetRender", () -> get(id),
            "StopRender", () -> stop(id),
            "SetSlate", () -> worker.setSlate(slate(id)),
            "GoOnAir", () -> worker.goOnAir(air(id).build()),
            "WatchRender", () -> watch(id).next(),
            "WatchPreview", () -> preview(id).next());

    calls.forEach(
        (name, call) -> {
          // When
          RemoteFault refusal = refusalOf(call);

          // Then
          assertThat(refusal.reason()).as(name).isEqualTo("RENDER_NOT_FOUND");
          assertThat(refusal.kind()).as(name).isEqualTo(Fault.NOT_FOUND);
          assertThat(refusal.metadata()).as(name).containsEntry("render_id", id);
        });
  }

  @Test
  void shouldRefuseWhatNeedsARunningRenderWhenItHasEnded() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    stop(id);
    Map<String, Runnable> calls =
        Map.of(
            "SetSlate", () -> worker.setSlate(slate(id)),
            "GoOnAir", () -> worker.goOnAir(air(id).build()),
            "WatchPreview", () -> preview(id).next());

    calls.forEach(
        (name, call) -> {
          // When
          RemoteFault refusal = refusalOf(call);

          // Then
          assertThat(refusal.reason()).as(name).isEqualTo("RENDER_ENDED");
          assertThat(refusal.kind()).as(name).isEqualTo(Fault.FAILED_PRECONDITION);
          assertThat(refusal.metadata()).as(name).containsEntry("render_id", id);
        });
    assertThat(stop(id).getPhase()).isEqualTo(RenderPhase.RENDER_PHASE_ENDED);
    assertThat(freeSlots()).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatThisWorkerDoesNotHave() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    Destination whip =
        Destination.newBuilder()
            .setName("away")
            .setKind(DestinationKind.DESTINATION_KIND_WHIP)
            .setUrl("http://127.0.0.1/whip")
            .build();
    ApplyDirectiveRequest directive =
        ApplyDirectiveRequest.newBuilder()
            .setRequestId(id())
            .setRenderId(id)
            .setDirective(Directive.newBuilder().setProductId("7"))
            .build();

    // When
    RemoteFault destination =
        refusalOf(() -> worker.goOnAir(air(id).clearDestinations().addDestinations(whip).build()));
    RemoteFault part = refusalOf(() -> worker.applyDirective(directive));

    // Then
    assertThat(destination.reason()).isEqualTo("UNKNOWN_PART");
    assertThat(destination.metadata()).containsEntry("part", "destination:away");
    assertThat(part.reason()).isEqualTo("UNKNOWN_PART");
    assertThat(part.metadata()).containsEntry("part", "product:7");
    assertThat(get(id).getPhase()).isEqualTo(RenderPhase.RENDER_PHASE_PREVIEW);
  }

  // Running

  @Test
  void shouldStillNameEveryDestinationWhenTheRenderHasEnded() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    worker.goOnAir(air(id).build());
    Iterator<WatchRenderResponse> watch = watch(id);
    watch.next();
    await(() -> get(id), render -> destination(render, "hls").getBytesSent() > 0);

    // When
    Render stopped = stop(id);

    // Then: in the answer, later on, and in the last message of a watch
    List<Render> reports = new ArrayList<>(List.of(stopped, get(id)));
    watch.forEachRemaining(
        message -> {
          if (message.getRender().getPhase() == RenderPhase.RENDER_PHASE_ENDED) {
            reports.add(message.getRender());
          }
        });
    assertThat(reports).hasSize(3);
    assertThat(reports)
        .allSatisfy(
            render -> {
              assertThat(render.getStatus().getDestinationsList())
                  .extracting(DestinationStatus::getName)
                  .containsExactly("recording", "hls");
              assertThat(render.getStatus().getDestinationsList())
                  .extracting(DestinationStatus::getState)
                  .containsOnly(DestinationState.DESTINATION_STATE_CLOSED);
              assertThat(render.getStatus().getAigcReadBack()).isTrue();
            });
  }

  @Test
  void shouldShowTheSlateWhenTheLeaseDoesNotAllowTheDrivesMotion() {
    // Given: a tape under a lease for motion capture
    Neighbours.CAPTURE.source = MotionSource.MOTION_SOURCE_TAPE;
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    RenderStatus tape = statusOf(id, SlateReason.SLATE_REASON_MOTION_NOT_LICENSED);
    Neighbours.CAPTURE.source = MotionSource.MOTION_SOURCE_CAMERA;
    RenderStatus camera = statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED);
    Neighbours.CAPTURE.source = MotionSource.MOTION_SOURCE_UNSPECIFIED;
    RenderStatus unstated = statusOf(id, SlateReason.SLATE_REASON_MOTION_NOT_LICENSED);

    // Then
    assertThat(tape.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_SLATE);
    assertThat(tape.getSlateFrames()).isEqualTo(tape.getFrames());
    assertThat(camera.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_FIGURE);
    assertThat(unstated.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_SLATE);
  }

  @Test
  void shouldBeginThePreviewWithItsHeadAndAKeyFrame() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    Iterator<WatchPreviewResponse> preview = preview(id);
    WatchPreviewResponse head = preview.next();
    WatchPreviewResponse first = preview.next();

    // Then
    assertThat(head.getInitialisation()).isTrue();
    assertThat(head.getCodecs()).startsWith("avc1.");
    assertThat(head.getMp4().substring(4, 8).toStringUtf8()).isEqualTo("ftyp");
    assertThat(first.getInitialisation()).isFalse();
    assertThat(first.getKeyFrame()).isTrue();
    assertThat(first.getMp4().substring(4, 8).toStringUtf8()).isEqualTo("moof");
  }

  @Test
  void shouldSaySoWhenTooManyWatchThePreview() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    List<Iterator<WatchPreviewResponse>> viewers = new ArrayList<>();
    for (int i = 0; i < Preview.MOST_READERS; i++) {
      viewers.add(preview(id));
      viewers.getLast().next();
    }

    // When
    RemoteFault refusal = refusalOf(() -> preview(id).next());

    // Then
    assertThat(refusal.reason()).isEqualTo("TOO_MANY_VIEWERS");
    assertThat(refusal.kind()).isEqualTo(Fault.EXHAUSTED);
    assertThat(refusal.metadata()).containsEntry("viewers", "64");
  }

  private RenderStatus statusOf(String id, SlateReason reason) {
    return await(
        () -> get(id).getStatus(),
        status -> status.getFrames() > 0 && status.getSlateReason() == reason);
  }

  private static DestinationStatus destination(Render render, String name) {
    return render.getStatus().getDestinationsList().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElse(DestinationStatus.getDefaultInstance());
  }

  private static StartRenderRequest.Builder start() {
    return StartRenderRequest.newBuilder()
        .setRequestId(id())
        .setBroadcastId(id())
        .setDriveId(id())
        .setUse(use(UseKind.USE_KIND_REHEARSAL))
        .setOutput(output());
  }

  private static OutputFormat.Builder output() {
    return OutputFormat.newBuilder()
        .setWidth(272)
        .setHeight(480)
        .setFrameRate(10)
        .setVideoBitrateBps(400_000);
  }

  private static GoOnAirRequest.Builder air(String renderId) {
    return GoOnAirRequest.newBuilder()
        .setRequestId(id())
        .setRenderId(renderId)
        .setUse(use(UseKind.USE_KIND_LIVE))
        .addDestinations(
            Destination.newBuilder()
                .setName("hls")
                .setKind(DestinationKind.DESTINATION_KIND_HLS))
        .setAigc(
            AigcLabel.newBuilder()
                .setLabel("1")
                .setContentProducer("test")
                .setProduceId("test"));
  }

  private static IntendedUse use(UseKind kind) {
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

  private static SetSlateRequest slate(String renderId) {
    return SetSlateRequest.newBuilder()
        .setRequestId(id())
        .setRenderId(renderId)
        .setSlate(true)
        .build();
  }

  private Render get(String renderId) {
    return worker.getRender(GetRenderRequest.newBuilder().setRenderId(renderId).build()).getRender();
  }

  private Render stop(String renderId) {
    return worker
        .stopRender(
            StopRenderRequest.newBuilder().setRequestId(id()).setRenderId(renderId).build())
        .getRender();
  }

  private Iterator<WatchRenderResponse> watch(String renderId) {
    return worker.watchRender(WatchRenderRequest.newBuilder().setRenderId(renderId).build());
  }

  private Iterator<WatchPreviewResponse> preview(String renderId) {
    return worker.watchPreview(WatchPreviewRequest.newBuilder().setRenderId(renderId).build());
  }

  private int freeSlots() {
    return worker.getWorker(GetWorkerRequest.getDefaultInstance()).getFreeSlots();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static RemoteFault refusalOf(Runnable call) {
    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(refused).as("a refusal").isNotNull();
    return RemoteFault.from(refused);
  }

  /** Asks until the answer will do; how long that takes is no matter of a test. */
  private static <T> T await(Supplier<T> question, Predicate<T> enough) {
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
