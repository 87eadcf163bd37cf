package dev.afterglow.capture.liveness.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LivingFaceTest {
  @Test
  void shouldCountBlinksAndTheirRhythmWhenLidsCloseByAClock() {
    // Given
    Blinks blinks = new Blinks();

    // When
    for (int i = 0; i < 1_500; i++) {
      blinks.take(i % 75 > 70 ? 0.7f : 0.1f);
    }

    // Then
    assertThat(blinks.lastMinute()).isEqualTo(19);
    assertThat(blinks.irregularity()).isCloseTo(0, within(0.01));
    assertThat(blinks.sinceLastS()).isLessThan(3.5);
  }

  @Test
  void shouldTakeItForANewLevelWhenLidsStayDown() {
    // Given
    Blinks blinks = new Blinks();

    // When
    for (int i = 0; i < 1_000; i++) {
      blinks.take(i < 500 ? 0.1f : 0.5f);
    }

    // Then
    assertThat(blinks.lastMinute()).isZero();
    assertThat(blinks.sinceLastS()).isEqualTo(40);
  }

  @Test
  void shouldMeasureNoiseWhenFaceTrembles() {
    // Given
    Tremble tremble = new Tremble();
    Random random = new Random(5);

    // When
    for (int i = 0; i < 100; i++) {
      tremble.take(frame(i, (float) (0.5 + 0.01 * random.nextGaussian())));
    }

    // Then: one of ten channels has a second difference of about 0.02.
    assertThat(tremble.lowerFifth()).isBetween(0.0002, 0.002);
  }

  @Test
  void shouldCountShapesAsStuckWhenTheyStandStill() {
    // Given
    StuckShapes stuck = new StuckShapes();
    Random random = new Random(6);

    // When
    for (int i = 0; i < 300; i++) {
      float moving = 0.2f + 0.5f * random.nextFloat();
      stuck.take(
          new MotionFrame(
              i * 40_000L,
              ShapeWeights.of(
                  Map.of(
                      ArkitShape.JAW_OPEN, moving,
                      ArkitShape.MOUTH_PUCKER, 0.25f,
                      ArkitShape.CHEEK_PUFF, 0f)),
              Optional.empty(),
              Map.of()));
    }

    // Then: the shape that was never made does not count.
    assertThat(stuck.share(12_000_000, 10_000_000)).isEqualTo(0.5);
  }

  @Test
  void shouldTellNoiseFromMovementWhenMeansAreTaken() {
    // Given
    SlowMovement noise = new SlowMovement();
    SlowMovement movement = new SlowMovement();
    Random random = new Random(7);

    // When
    for (int i = 0; i < 300; i++) {
      float[] shaken = new float[MotionChannel.COUNT];
      shaken[MotionChannel.YAW.ordinal()] = (float) (0.001 * random.nextGaussian());
      noise.take(shaken);
      float[] moved = new float[MotionChannel.COUNT];
      moved[MotionChannel.YAW.ordinal()] = (float) (0.02 * Math.sin(i / 25.0));
      movement.take(moved);
    }

    // Then
    assertThat(noise.greatestQuanta()).isLessThan(1.5);
    assertThat(movement.greatestQuanta()).isGreaterThan(20);
  }

  private static MotionFrame frame(int i, float jaw) {
    return new MotionFrame(
        i * 40_000L, ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, jaw)), Optional.empty(), Map.of());
  }
}
