package dev.afterglow.capture.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private static final long QUICKEST_US = 10_000;
  private static final long TARGET_US = 20_000;
  private static final Rotation TURN = new Rotation(0, 0.3f, 0, 0.95f);

  private final Bridge bridge = new Bridge();

  @Test
  void shouldMakeNothingWhileFramesComeInTime() {
    // When
    for (int i = 0; i < 50; i++) {
      bridge.captured(frame(i * 40_000L));

      // Then: asked until the next one has come, late but within the target
      assertThat(due(i * 40_000L + 40_000 + QUICKEST_US + TARGET_US - 1)).isEmpty();
    }
    assertThat(bridge.made()).isZero();
  }

  @Test
  void shouldHoldPoseAndSinkTheFaceWhenFramesStop() {
    // Given
    runAt(40_000);

    // When
    List<MotionFrame> bridged = due(160_000 + 140_000);

    // Then: two more at 25 Hz, then lost
    assertThat(bridged).extracting(MotionFrame::timeUs).containsExactly(200_000L, 240_000L);
    MotionFrame end = bridged.getLast();
    assertThat((double) end.shapes().get(ArkitShape.JAW_OPEN))
        .isCloseTo(0.8 * Math.exp(-80 / 300.0), within(1e-5));
    assertThat(end.shapes().count()).isEqualTo(1);
    assertThat(end.head()).hasValueSatisfying(it -> assertThat(it.rotation()).isEqualTo(TURN));
    assertThat(end.bones()).containsOnly(Map.entry(HumanoidBone.SPINE, TURN));
    assertThat(bridge.made()).isEqualTo(2);
  }

  @Test
  void shouldMakeEachFrameOnlyWhenItIsOverdue() {
    // Given
    runAt(40_000);
    long overdueUs = 200_000 + QUICKEST_US + TARGET_US;

    // When
    List<MotionFrame> before = due(overdueUs - 1);
    List<MotionFrame> then = due(overdueUs);
    List<MotionFrame> again = due(overdueUs + 39_999);

    // Then
    assertThat(before).isEmpty();
    assertThat(then).hasSize(1);
    assertThat(again).isEmpty();
  }

  @Test
  void shouldBridgeAFastSourceAtSixtyHertz() {
    // Given
    runAt(5_000);

    // When
    List<MotionFrame> bridged = due(20_000 + QUICKEST_US + TARGET_US + Bridge.LONGEST_US);

    // Then
    assertThat(bridged).hasSize(6);
    assertThat(bridged.getLast().timeUs()).isEqualTo(20_000 + 6 * 16_000);
  }

  @Test
  void shouldCountAsLostAfterTheBridgeUntilAFrameComes() {
    // Given
    runAt(40_000);
    long endUs = 160_000 + QUICKEST_US + TARGET_US + Bridge.LONGEST_US;

    // When
    boolean within = bridge.lost(endUs, QUICKEST_US, TARGET_US);
    boolean after = bridge.lost(endUs + 1, QUICKEST_US, TARGET_US);
    bridge.captured(frame(endUs));
    boolean again = bridge.lost(endUs + QUICKEST_US, QUICKEST_US, TARGET_US);

    // Then
    assertThat(within).isFalse();
    assertThat(after).isTrue();
    assertThat(again).isFalse();
  }

  @Test
  void shouldMakeNothingWhenTheHoleIsOldAlready() {
    // Given
    runAt(40_000);

    // When
    List<MotionFrame> bridged = due(160_000 + 400_000);

    // Then
    assertThat(bridged).isEmpty();
  }

  @Test
  void shouldNotGuessBeforeItKnowsTheRate() {
    // Given
    bridge.captured(frame(0));
    bridge.captured(frame(40_000));
    bridge.captured(frame(80_000));

    // When
    List<MotionFrame> bridged = due(80_000 + 100_000);

    // Then
    assertThat(bridged).isEmpty();
  }

  private void runAt(long intervalUs) {
    for (int i = 0; i < 5; i++) {
      bridge.captured(frame(i * intervalUs));
    }
  }

  private List<MotionFrame> due(long nowUs) {
    List<MotionFrame> frames = new ArrayList<>();
    Optional<MotionFrame> next = bridge.due(nowUs, QUICKEST_US, TARGET_US);
    while (next.isPresent()) {
      frames.add(next.get());
      next = bridge.due(nowUs, QUICKEST_US, TARGET_US);
    }
    return frames;
  }

  private static MotionFrame frame(long timeUs) {
    return new MotionFrame(
        timeUs,
        ShapeWeights.builder().set(ArkitShape.JAW_OPEN, 0.8f).build(),
        Optional.of(new HeadPose(TURN, 1, 2, -40)),
        Map.of(HumanoidBone.SPINE, TURN));
  }
}
