package dev.afterglow.render.running;

import static dev.afterglow.render.running.WorkerCaller.air;
import static dev.afterglow.render.running.WorkerCaller.await;
import static dev.afterglow.render.running.WorkerCaller.destination;
import static dev.afterglow.render.running.WorkerCaller.refusalOf;
import static dev.afterglow.render.running.WorkerCaller.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.ChallengeStanding;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.capture.v1.StandingSlate;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.render.v1.Destination;
import dev.afterglow.api.render.v1.DestinationKind;
import dev.afterglow.api.render.v1.DestinationState;
import dev.afterglow.api.render.v1.DestinationStatus;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.render.v1.Render;
import dev.afterglow.api.render.v1.RenderPhase;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.render.v1.SlateReason;
import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.api.render.v1.WatchRenderResponse;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.render.output.Preview;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RenderService over a real connection, beside a registry and a capture that do as told. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
class RenderGrpcTest extends WorkerConversation {
  @Test
  void shouldStillNameEveryDestinationWhenTheRenderHasEnded() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    worker.goOnAir(air(id).build());
    Iterator<WatchRenderResponse> watch = caller.watch(id);
    watch.next();
    await(() -> caller.get(id), render -> destination(render, "hls").getBytesSent() > 0);

    // When
    Render stopped = caller.stop(id);

    // Then: in the answer, later on, and in the last message of a watch
    List<Render> reports = new ArrayList<>(List.of(stopped, caller.get(id)));
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
                  .containsExactly("recording", "hls", "low-latency");
              assertThat(render.getStatus().getDestinationsList())
                  .extracting(DestinationStatus::getState)
                  .containsOnly(DestinationState.DESTINATION_STATE_CLOSED);
              assertThat(render.getStatus().getAigcReadBack()).isTrue();
              assertThat(render.getStatus().getRecorded().getSegments()).isPositive();
              assertThat(render.getStatus().getRecorded().getDurationUs()).isPositive();
              assertThat(render.getStatus().getRecorded().getIndexPath())
                  .isEqualTo(render.getRecordingPath().replace(".mp4", ".m3u8"));
            });
  }

  @Test
  void shouldShowTheSlateWhenTheLeaseDoesNotAllowTheDrivesMotion() {
    // Given: a tape under a lease for motion capture
    Neighbours.CAPTURE.source = MotionSource.MOTION_SOURCE_TAPE;
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    RenderStatus tape = caller.statusOf(id, SlateReason.SLATE_REASON_MOTION_NOT_LICENSED);
    Neighbours.CAPTURE.source = MotionSource.MOTION_SOURCE_CAMERA;
    RenderStatus camera = caller.statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED);
    Neighbours.CAPTURE.source = MotionSource.MOTION_SOURCE_UNSPECIFIED;
    RenderStatus unstated = caller.statusOf(id, SlateReason.SLATE_REASON_MOTION_NOT_LICENSED);

    // Then
    assertThat(tape.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_SLATE);
    assertThat(tape.getSlateFrames()).isEqualTo(tape.getFrames());
    assertThat(camera.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_FIGURE);
    assertThat(unstated.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_SLATE);
  }

  @Test
  void shouldShowTheSlateWhileTheDrivesStandingDoesNotAllowTheFigure() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    RenderStatus before = caller.statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED);

    // When
    Neighbours.CAPTURE.slate = StandingSlate.STANDING_SLATE_CHALLENGES_MISSED;
    RenderStatus missed = caller.statusOf(id, SlateReason.SLATE_REASON_DRIVER_IN_DOUBT);
    Neighbours.CAPTURE.slate = StandingSlate.STANDING_SLATE_UNSPECIFIED;
    RenderStatus back = caller.statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED);

    // Then
    assertThat(before.getDriveStanding().getVerdict())
        .isEqualTo(LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE);
    assertThat(before.getDriveStanding().getReasonsList())
        .containsExactly(LivenessMeasure.LIVENESS_MEASURE_LOOP);
    assertThat(before.getDriveStanding().getJudgedTime().getSeconds()).isEqualTo(1_800_000_000);
    assertThat(missed.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_SLATE);
    assertThat(missed.getDriveStanding().getSlate())
        .isEqualTo(StandingSlate.STANDING_SLATE_CHALLENGES_MISSED);
    assertThat(missed.getDriveStanding().getChallenges())
        .isEqualTo(ChallengeStanding.CHALLENGE_STANDING_STANDBY);
    assertThat(back.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_FIGURE);
  }

  @Test
  void shouldBeginThePreviewWithItsHeadAndAKeyFrame() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    Iterator<WatchPreviewResponse> preview = caller.preview(id);
    WatchPreviewResponse head = preview.next();
    WatchPreviewResponse first = preview.next();

    // Then
    assertThat(head.getInitialisation()).isTrue();
    assertThat(head.getCodecs()).startsWith("avc1.");
    assertThat(head.getMp4().substring(4, 8).toStringUtf8()).isEqualTo("ftyp");
    assertThat(first.getInitialisation()).isFalse();
    assertThat(first.getKeyFrame()).isTrue();
    assertThat(first.getMp4().substring(4, 8).toStringUtf8()).isEqualTo("prft");
  }

  @Test
  void shouldSaySoWhenTooManyWatchThePreview() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    List<Iterator<WatchPreviewResponse>> viewers = new ArrayList<>();
    for (int i = 0; i < Preview.MOST_READERS; i++) {
      viewers.add(caller.preview(id));
      viewers.getLast().next();
    }

    // When
    RemoteFault refusal = refusalOf(() -> caller.preview(id).next());

    // Then
    assertThat(refusal.reason()).isEqualTo("TOO_MANY_VIEWERS");
    assertThat(refusal.kind()).isEqualTo(Fault.EXHAUSTED);
    assertThat(refusal.metadata()).containsEntry("viewers", "64");
  }

  @Test
  void shouldEndWithoutWaitingWhenADestinationNeverAnswered() throws Exception {
    // Given: a destination that takes the connection and then says nothing
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Destination deaf =
          Destination.newBuilder()
              .setName("deaf")
              .setKind(DestinationKind.DESTINATION_KIND_RTMP)
              .setUrl("rtmp://127.0.0.1:" + silent.getLocalPort() + "/live/key")
              .build();
      String id = worker.startRender(start().build()).getRender().getRenderId();
      worker.goOnAir(air(id).addDestinations(deaf).build());
      try (Socket _ = silent.accept()) {
        // When
        Render stopped = caller.stop(id);

        // Then
        assertThat(stopped.getPhase()).isEqualTo(RenderPhase.RENDER_PHASE_ENDED);
        assertThat(stopped.getStatus().getDestinationsList())
            .filteredOn(it -> it.getName().equals("deaf"))
            .extracting(DestinationStatus::getState)
            .containsExactly(DestinationState.DESTINATION_STATE_CLOSED);
      }
    }
  }

  @Test
  void shouldRefuseAnAddressThatIsNotOfItsKind() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    Destination file =
        Destination.newBuilder()
            .setName("file")
            .setKind(DestinationKind.DESTINATION_KIND_RTMP)
            .setUrl("file:/tmp/anything.flv")
            .build();

    // When
    RemoteFault refusal = refusalOf(() -> worker.goOnAir(air(id).addDestinations(file).build()));

    // Then
    assertThat(refusal.kind()).isEqualTo(Fault.INVALID);
    assertThat(refusal.metadata()).containsEntry("field", "destinations.url");
  }

  @Test
  void shouldSubscribeAgainWhenTheDriveNeverBegins() {
    // Given
    Neighbours.CAPTURE.unanswered.set(1);

    // When
    String id = worker.startRender(start().build()).getRender().getRenderId();
    RenderStatus waiting = caller.statusOf(id, SlateReason.SLATE_REASON_DRIVE_WAITING);
    RenderStatus shown = caller.statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED);

    // Then
    assertThat(waiting.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_SLATE);
    assertThat(shown.getPicture()).isEqualTo(PictureKind.PICTURE_KIND_FIGURE);
  }
}
