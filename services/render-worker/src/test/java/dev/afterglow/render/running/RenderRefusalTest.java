package dev.afterglow.render.running;

import static dev.afterglow.render.running.WorkerCaller.air;
import static dev.afterglow.render.running.WorkerCaller.await;
import static dev.afterglow.render.running.WorkerCaller.id;
import static dev.afterglow.render.running.WorkerCaller.output;
import static dev.afterglow.render.running.WorkerCaller.refusalOf;
import static dev.afterglow.render.running.WorkerCaller.slate;
import static dev.afterglow.render.running.WorkerCaller.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.Destination;
import dev.afterglow.api.render.v1.DestinationKind;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.Render;
import dev.afterglow.api.render.v1.RenderPhase;
import dev.afterglow.api.render.v1.StartRenderRequest;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What RenderService refuses, and that a request is done once. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
class RenderRefusalTest extends WorkerConversation {
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
    assertThat(caller.freeSlots()).isEqualTo(1);
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
    assertThat(caller.freeSlots()).isEqualTo(1);
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
    assertThat(caller.freeSlots()).isEqualTo(1);
  }

  @Test
  void shouldRefuseASealedAvatarThatBreaksARule() {
    // Given: the registry sealed a file of which one coordinate is no number
    byte[] broken = TinyFigure.glb();
    ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN).putFloat(broken.length - 72, Float.NaN);
    REGISTRY.sealed = broken;
    REGISTRY.file = broken;

    // When
    RemoteFault refusal = refusalOf(() -> worker.startRender(start().build()));

    // Then: judged again here, and nothing is left behind
    assertThat(refusal.reason()).isEqualTo("AVATAR_UNUSABLE");
    assertThat(refusal.metadata().get("detail")).startsWith("NUMBER_NOT_FINITE");
    assertThat(REGISTRY.released).hasSize(1);
    assertThat(caller.freeSlots()).isEqualTo(1);
  }

  @Test
  void shouldGiveTheSameRenderWhenTheRequestIsRepeated() {
    // Given
    StartRenderRequest request = start().build();
    Render first = worker.startRender(request).getRender();

    // When
    Render second = worker.startRender(request).getRender();
    caller.stop(first.getRenderId());
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
    assertThat(caller.freeSlots()).isZero();
  }

  // Unknown and ended renders

  @Test
  void shouldNotFindARenderThatIsNotThere() {
    // Given
    String id = id();
    Map<String, Runnable> calls =
        Map.of(
            "GetRender", () -> caller.get(id),
            "StopRender", () -> caller.stop(id),
            "SetSlate", () -> worker.setSlate(slate(id)),
            "GoOnAir", () -> worker.goOnAir(air(id).build()),
            "WatchRender", () -> caller.watch(id).next(),
            "WatchPreview", () -> caller.preview(id).next());

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
    caller.stop(id);
    Map<String, Runnable> calls =
        Map.of(
            "SetSlate", () -> worker.setSlate(slate(id)),
            "GoOnAir", () -> worker.goOnAir(air(id).build()),
            "WatchPreview", () -> caller.preview(id).next());

    calls.forEach(
        (name, call) -> {
          // When
          RemoteFault refusal = refusalOf(call);

          // Then
          assertThat(refusal.reason()).as(name).isEqualTo("RENDER_ENDED");
          assertThat(refusal.kind()).as(name).isEqualTo(Fault.FAILED_PRECONDITION);
          assertThat(refusal.metadata()).as(name).containsEntry("render_id", id);
        });
    assertThat(caller.stop(id).getPhase()).isEqualTo(RenderPhase.RENDER_PHASE_ENDED);
    assertThat(caller.freeSlots()).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatThisWorkerDoesNotHave() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    Destination whip =
        Destination.newBuilder()
            .setName("away")
            .setKind(DestinationKind.DESTINATION_KIND_WHIP)
            .setUrl("http://media.example/whip")
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
    assertThat(destination.reason()).as("no token in the clear").isEqualTo("INVALID_FIELD");
    assertThat(destination.metadata()).containsEntry("field", "destinations.url");
    assertThat(part.reason()).isEqualTo("UNKNOWN_PART");
    assertThat(part.metadata()).containsEntry("part", "product:7");
    assertThat(caller.get(id).getPhase()).isEqualTo(RenderPhase.RENDER_PHASE_PREVIEW);
  }
}
