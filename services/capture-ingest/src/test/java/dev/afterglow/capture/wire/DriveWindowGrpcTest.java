package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.DrivePart;
import dev.afterglow.api.capture.v1.DriveWindow;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessReading;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@Timeout(60)
class DriveWindowGrpcTest extends UnsignedDriveScene {
  private static final int FRAMES = 60;
  private static final long FRAME_US = 40_000;

  @Test
  void shouldShowWindowThatIsNotLiveWhenFaceIsFrozen() throws Exception {
    // Given
    CreateDriveResponse created = create();

    // When
    GetDriveHealthResponse health = drive(created, i -> 0.5);

    // Then
    DriveWindow window = health.getNewestWindow();
    assertThat(window.getSequence()).isEqualTo(1);
    assertThat(window.getEndTime().getSeconds() - window.getStartTime().getSeconds()).isEqualTo(2);
    assertThat(window.getVerdict()).isEqualTo(LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE);
    assertThat(window.getReasons(0)).isEqualTo(LivenessMeasure.LIVENESS_MEASURE_FROZEN_FRAMES);
    assertThat(window.getSuspicion()).isGreaterThanOrEqualTo(1);
    List<LivenessMeasure> measures =
        window.getReadingsList().stream().map(LivenessReading::getMeasure).toList();
    assertThat(measures)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(LivenessMeasure.values())
                .filter(it -> it != LivenessMeasure.UNRECOGNIZED && it.getNumber() > 0)
                .filter(it -> it != LivenessMeasure.LIVENESS_MEASURE_MOUTH_FROM_VOICE)
                .toList());
    assertThat(reading(window, LivenessMeasure.LIVENESS_MEASURE_VOICE_COUPLING).hasValue())
        .as("there was no voice to measure")
        .isFalse();
  }

  @Test
  void shouldShowWindowThatIsLiveWhenFaceMoves() throws Exception {
    // Given
    CreateDriveResponse created = create();
    Random random = new Random(11);

    // When
    GetDriveHealthResponse health = drive(created, i -> random.nextDouble());

    // Then
    assertThat(health.getNewestWindow().getVerdict())
        .isEqualTo(LivenessVerdict.LIVENESS_VERDICT_LIVE);
    assertThat(health.getNewestWindow().getReasonsList()).isEmpty();
  }

  @Test
  void shouldNameThePartsThatNobodyTrackedInTheWindow() throws Exception {
    // Given: a device that tracks the jaw and nothing else
    CreateDriveResponse created = create();
    Random random = new Random(12);

    // When
    GetDriveHealthResponse health = drive(created, i -> random.nextDouble());

    // Then
    assertThat(health.getNewestWindow().getUntrackedPartsList())
        .containsExactly(DrivePart.DRIVE_PART_EYELIDS, DrivePart.DRIVE_PART_TORSO);
  }

  @Test
  void shouldShowNoWindowWhenNothingWasJudgedYet() {
    // Given
    CreateDriveResponse created = create();

    // When
    GetDriveHealthResponse health = health(created);

    // Then
    assertThat(health.hasNewestWindow()).isFalse();
  }

  private GetDriveHealthResponse drive(CreateDriveResponse created, IntToDoubleFunction jaw)
      throws InterruptedException {
    HandDevice device = new HandDevice(channel);
    device.open(created.getDrive().getDriveId(), created.getDriveToken(), "jawOpen");
    long startUs = HandDevice.nowUs() - FRAMES * FRAME_US;
    for (int i = 0; i < FRAMES; i++) {
      device.motion(i + 1, startUs + i * FRAME_US, 1, (float) jaw.applyAsDouble(i));
    }
    long until = System.nanoTime() + 20_000_000_000L;
    while (!health(created).hasNewestWindow()) {
      assertThat(System.nanoTime()).as("still waiting for a window").isLessThan(until);
      Thread.sleep(5);
    }
    return health(created);
  }

  private static LivenessReading reading(DriveWindow window, LivenessMeasure measure) {
    return window.getReadingsList().stream()
        .filter(it -> it.getMeasure() == measure)
        .findFirst()
        .orElseThrow();
  }
}
