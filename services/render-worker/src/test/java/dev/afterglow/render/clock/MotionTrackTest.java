package dev.afterglow.render.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MotionTrackTest {
  private static final long HOLD_US = 500_000;

  private final MotionTrack track = new MotionTrack();

  @Test
  void shouldCrossAHoleWhenTheBridgeWasNotShownYet() {
    // Given
    track.add(frame(0, 0.8f));
    track.bridge(frame(40_000, 0.7f));
    track.bridge(frame(80_000, 0.6f));

    // When
    track.add(frame(120_000, 0.2f));

    // Then
    assertThat(jawAt(60_000)).isCloseTo(0.5f, within(1e-5f));
  }

  @Test
  void shouldGoOnFromWhatWasShownWhenTheBridgeIsUnderWay() {
    // Given
    track.add(frame(0, 0.8f));
    track.bridge(frame(40_000, 0.7f));
    track.bridge(frame(80_000, 0.6f));
    track.bridge(frame(120_000, 0.5f));
    float shown = jawAt(60_000);

    // When
    track.add(frame(160_000, 0.2f));

    // Then: to the frame that it was on its way to, and from there to the captured one
    assertThat(jawAt(60_001)).isCloseTo(shown, within(0.01f));
    assertThat(jawAt(80_000)).isCloseTo(0.6f, within(1e-5f));
    assertThat(jawAt(120_000)).isCloseTo(0.4f, within(0.05f));
  }

  @Test
  void shouldTakeACapturedFrameThatComesAfterTheBridgePastIt() {
    // Given
    track.add(frame(0, 0.8f));
    track.bridge(frame(40_000, 0.7f));
    track.bridge(frame(80_000, 0.6f));

    // When
    track.add(frame(35_000, 0.1f));
    track.add(frame(70_000, 0.3f));

    // Then
    assertThat(jawAt(35_000)).isCloseTo(0.1f, within(1e-5f));
    assertThat(jawAt(70_000)).isCloseTo(0.3f, within(1e-5f));
  }

  @Test
  void shouldCountTheHoldFromTheLastCapturedFrame() {
    // Given
    track.add(frame(0, 0.8f));
    track.bridge(frame(40_000, 0.7f));
    track.bridge(frame(80_000, 0.6f));

    // When
    MotionFrame held = track.at(HOLD_US, HOLD_US);
    MotionFrame lost = track.at(HOLD_US + 1, HOLD_US);

    // Then
    assertThat(held).isNotNull();
    assertThat(held.shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.6f);
    assertThat(lost).isNull();
  }

  @Test
  void shouldNotBridgeWhatHasNotBegun() {
    // When
    track.bridge(frame(0, 0.5f));

    // Then
    assertThat(track.at(0, HOLD_US)).isNull();
  }

  @Test
  void shouldRiseSmoothlyAtTheRenderRateAndNeverBeyondAPeak() {
    // Given: a blink at 25 Hz
    float[] course = {0, 0, 0.4f, 1, 0.5f, 0.1f, 0, 0};
    for (int i = 0; i < course.length; i++) {
      track.add(frame(i * 40_000L, course[i]));
    }

    // When: shown at 120 Hz
    float last = 0;
    float lastStep = 0;
    for (long us = 0; us <= 7 * 40_000; us += 8_000) {
      float now = jawAt(us);

      // Then: through every frame, within its range, no step more than half a frame's
      if (us % 40_000 == 0) {
        assertThat(now).as("at %d us", us).isCloseTo(course[(int) (us / 40_000)], within(1e-6f));
      }
      assertThat(now).as("at %d us", us).isBetween(0f, 1f);
      assertThat(Math.abs(now - last)).as("step at %d us", us).isLessThan(0.2f);
      assertThat(Math.abs(now - last - lastStep)).as("corner at %d us", us).isLessThan(0.1f);
      lastStep = now - last;
      last = now;
    }
  }

  private float jawAt(long captureUs) {
    MotionFrame frame = track.at(captureUs, HOLD_US);
    assertThat(frame).isNotNull();
    return frame.shapes().get(ArkitShape.JAW_OPEN);
  }

  private static MotionFrame frame(long timeUs, float jaw) {
    return new MotionFrame(
        timeUs,
        ShapeWeights.builder().set(ArkitShape.JAW_OPEN, jaw).build(),
        Optional.empty(),
        Map.of());
  }
}
