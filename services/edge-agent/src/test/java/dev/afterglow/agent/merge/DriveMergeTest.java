package dev.afterglow.agent.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriveMergeTest {
  private final DriveMerge merge = new DriveMerge(2);

  @Test
  void shouldTakeFaceFromFirstAndBodyFromSecondWhenBothSpeak() {
    // Given
    merge.take(1, body(1_000));

    // When
    Optional<MotionFrame> drive = merge.take(0, face(2_000, 0.5f));

    // Then
    assertThat(drive).isPresent();
    assertThat(drive.get().shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(drive.get().bones()).containsKey(HumanoidBone.SPINE);
  }

  @Test
  void shouldLetFirstSourceWinWhenBothTrackChannel() {
    // Given
    merge.take(1, face(1_000, 0.9f));

    // When
    Optional<MotionFrame> drive = merge.take(0, face(2_000, 0.1f));

    // Then
    assertThat(drive.orElseThrow().shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.1f);
  }

  @Test
  void shouldLetFirstSourceGivePaceWhenBothSpeak() {
    // Given
    merge.take(0, face(1_000, 0.1f));

    // When
    Optional<MotionFrame> drive = merge.take(1, body(2_000));

    // Then
    assertThat(drive).isEmpty();
  }

  @Test
  void shouldGoOnAloneWhenFirstSourceFallsSilent() {
    // Given
    merge.take(0, face(1_000, 0.1f));

    // When
    Optional<MotionFrame> drive = merge.take(1, body(1_001 + DriveMerge.FRESH_US));

    // Then
    assertThat(drive.orElseThrow().shapes().count()).isZero();
    assertThat(drive.orElseThrow().bones()).containsKey(HumanoidBone.SPINE);
  }

  @Test
  void shouldRiseInTimeWhenTwoFramesShareOne() {
    // Given
    long first = merge.take(0, face(1_000, 0.1f)).orElseThrow().timeUs();

    // When
    long second = merge.take(0, face(1_000, 0.2f)).orElseThrow().timeUs();

    // Then
    assertThat(second).isGreaterThan(first);
  }

  private static MotionFrame face(long timeUs, float jawOpen) {
    return new MotionFrame(
        timeUs, ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, jawOpen)), Optional.empty(), Map.of());
  }

  private static MotionFrame body(long timeUs) {
    return new MotionFrame(
        timeUs, ShapeWeights.NONE, Optional.empty(), Map.of(HumanoidBone.SPINE, Rotation.IDENTITY));
  }
}
