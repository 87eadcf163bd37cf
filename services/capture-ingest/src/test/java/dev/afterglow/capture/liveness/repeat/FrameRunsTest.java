package dev.afterglow.capture.liveness.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FrameRunsTest {
  @Test
  void shouldCountRunWhenFramesComeAgain() {
    // Given
    FrameRuns runs = new FrameRuns();
    List<MotionFrame> frames = frames(1, 200);
    frames.forEach(runs::take);
    runs.reset();

    // When
    frames.subList(50, 150).forEach(runs::take);

    // Then: the run is noticed at its first indexed frame, and counted back to its start.
    assertThat(runs.longestFrames()).isEqualTo(100);
  }

  @Test
  void shouldCountNothingWhenFramesAreNew() {
    // Given
    FrameRuns runs = new FrameRuns();

    // When
    frames(2, 5_000).forEach(runs::take);

    // Then
    assertThat(runs.longestFrames()).isZero();
  }

  @Test
  void shouldEndRunWhenOneBitDiffers() {
    // Given
    FrameRuns runs = new FrameRuns();
    List<MotionFrame> frames = frames(3, 100);
    frames.forEach(runs::take);
    runs.reset();
    List<MotionFrame> again = new ArrayList<>(frames.subList(10, 100));
    again.set(60, frames(4, 1).getFirst());

    // When
    again.forEach(runs::take);

    // Then
    assertThat(runs.longestFrames()).isEqualTo(60);
  }

  @Test
  void shouldCallItStillAndNoRepeatWhenOneFrameStays() {
    // Given
    FrameRuns runs = new FrameRuns();
    MotionFrame still = frames(5, 1).getFirst();

    // When
    for (int i = 0; i < 500; i++) {
      runs.take(still);
    }

    // Then
    assertThat(runs.longestFrames()).isZero();
    assertThat(runs.stillShare()).isGreaterThan(0.99);
  }

  @Test
  void shouldForgetFramesWhenRingHasGoneRound() {
    // Given
    FrameRuns runs = new FrameRuns();
    List<MotionFrame> frames = frames(6, 100);
    frames.forEach(runs::take);
    frames(7, 1 << 15).forEach(runs::take);
    runs.reset();

    // When
    frames.forEach(runs::take);

    // Then
    assertThat(runs.longestFrames()).isZero();
  }

  private static List<MotionFrame> frames(long seed, int count) {
    Random random = new Random(seed);
    List<MotionFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ShapeWeights face =
          ShapeWeights.of(
              Map.of(
                  ArkitShape.JAW_OPEN, random.nextFloat(),
                  ArkitShape.EYE_BLINK_LEFT, random.nextFloat()));
      frames.add(new MotionFrame(i * 16_667L, face, Optional.empty(), Map.of()));
    }
    return frames;
  }
}
