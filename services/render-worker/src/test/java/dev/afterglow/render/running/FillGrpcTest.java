package dev.afterglow.render.running;

import static dev.afterglow.render.running.WorkerCaller.await;
import static dev.afterglow.render.running.WorkerCaller.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.render.v1.FigurePart;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.render.v1.SlateReason;
import dev.afterglow.api.render.v1.UndrivenMover;
import dev.afterglow.api.render.v1.UndrivenPart;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker moves by itself, over a real connection: only by the lease, and never unsaid. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
class FillGrpcTest extends WorkerConversation {
  @Test
  void shouldFillNothingWhereTheLeaseDoesNotSaySo() {
    // Given: nobody's face, a voice, and a lease of before there were fills
    Neighbours.CAPTURE.faceless = true;
    Neighbours.CAPTURE.verdict = LivenessVerdict.LIVENESS_VERDICT_LIVE;
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    RenderStatus status =
        await(
            () -> caller.statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED),
            it -> it.getFrames() - it.getSlateFrames() > 20);

    // Then
    assertThat(status.getUndrivenPartsList()).isEmpty();
    assertThat(status.getDriveStanding().getVerdict())
        .isEqualTo(LivenessVerdict.LIVENESS_VERDICT_LIVE);
  }

  @Test
  void shouldNameWhatItFillsAndWhatMovesIt() {
    // Given: a face of which only the jaw is tracked
    REGISTRY.idleMotion = true;
    REGISTRY.mouthFromVoice = true;
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    RenderStatus status =
        await(
            () -> caller.statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED),
            it -> parts(it).containsKey(FigurePart.FIGURE_PART_EYELIDS));

    // Then: the mouth is the driver's
    Map<FigurePart, UndrivenPart> parts = parts(status);
    assertThat(parts)
        .containsOnlyKeys(FigurePart.FIGURE_PART_EYELIDS, FigurePart.FIGURE_PART_CHEST);
    assertThat(parts.values())
        .allSatisfy(
            it -> {
              assertThat(it.getMovedBy()).isEqualTo(UndrivenMover.UNDRIVEN_MOVER_IDLE);
              assertThat(it.getNow()).isTrue();
              assertThat(it.getFrames()).isPositive();
            });
    assertThat(status.getDriveStanding().getVerdict())
        .isEqualTo(LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE);
    assertThat(status.getDriveStanding().getReasonsList())
        .containsExactly(LivenessMeasure.LIVENESS_MEASURE_LOOP);
  }

  @Test
  void shouldNeverCallADriveLiveWhoseMouthTheVoiceMoves() {
    // Given
    REGISTRY.mouthFromVoice = true;
    Neighbours.CAPTURE.faceless = true;
    Neighbours.CAPTURE.verdict = LivenessVerdict.LIVENESS_VERDICT_LIVE;
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    RenderStatus status =
        await(
            () -> caller.statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED),
            it -> parts(it).containsKey(FigurePart.FIGURE_PART_MOUTH));
    Neighbours.CAPTURE.faceless = false;
    RenderStatus after =
        await(
            () -> caller.statusOf(id, SlateReason.SLATE_REASON_UNSPECIFIED),
            it ->
                it.getDriveStanding().getVerdict() == LivenessVerdict.LIVENESS_VERDICT_LIVE
                    && it.getDriveStanding().getReasonsCount() == 0);

    // Then: what capture-ingest said was LIVE all the time
    assertThat(parts(status)).containsOnlyKeys(FigurePart.FIGURE_PART_MOUTH);
    assertThat(parts(status).get(FigurePart.FIGURE_PART_MOUTH).getMovedBy())
        .isEqualTo(UndrivenMover.UNDRIVEN_MOVER_VOICE);
    assertThat(status.getDriveStanding().getVerdict())
        .isEqualTo(LivenessVerdict.LIVENESS_VERDICT_DEGRADED);
    assertThat(status.getDriveStanding().getReasonsList())
        .containsExactly(LivenessMeasure.LIVENESS_MEASURE_MOUTH_FROM_VOICE);
    assertThat(parts(after).get(FigurePart.FIGURE_PART_MOUTH).getNow()).isFalse();
  }

  private static Map<FigurePart, UndrivenPart> parts(RenderStatus status) {
    return status.getUndrivenPartsList().stream()
        .collect(Collectors.toMap(UndrivenPart::getPart, it -> it));
  }
}
