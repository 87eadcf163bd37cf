package dev.afterglow.capture.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LivenessTest {
  private static final long FRAME_US = 40_000;

  @Test
  void shouldCloseWindowEveryTwoSecondsWhenFramesFlow() {
    // Given
    Liveness liveness = liveness();

    // When
    List<DriveWindow> windows = play(liveness, frames(7, 0, 155));

    // Then
    assertThat(windows).extracting(DriveWindow::sequence).containsExactly(1L, 2L, 3L);
    assertThat(windows)
        .extracting(DriveWindow::startUs)
        .containsExactly(0L, 2_000_000L, 4_000_000L);
    assertThat(windows).extracting(DriveWindow::endUs).allMatch(it -> it % 2_000_000 == 0);
  }

  @Test
  void shouldBeginWindowAnewWhenFramesWereMissingForASecond() {
    // Given
    Liveness liveness = liveness();
    play(liveness, frames(7, 0, 60));

    // When
    List<DriveWindow> windows = play(liveness, frames(8, 10_000_000, 60));

    // Then
    assertThat(windows).extracting(DriveWindow::startUs).containsExactly(10_000_000L);
  }

  @Test
  void shouldDoubtWindowWhenItHasFewFrames() {
    // Given
    Liveness liveness = liveness();
    List<MotionFrame> sparse = new ArrayList<>();
    List<MotionFrame> all = frames(7, 0, 60);
    for (int i = 0; i < all.size(); i += 6) {
      sparse.add(all.get(i));
    }

    // When
    List<DriveWindow> windows = play(liveness, sparse);

    // Then
    assertThat(windows).hasSize(1);
    assertThat(windows.getFirst().verdict())
        .isEqualTo(new Verdict.Degraded(List.of(Measure.FRAMES)));
  }

  @Test
  void shouldSayNotLiveWithReasonWhenFaceIsFrozen() {
    // Given
    Liveness liveness = liveness();
    MotionFrame still = frames(7, 0, 1).getFirst();
    List<MotionFrame> frozen = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      frozen.add(still.at(i * FRAME_US));
    }

    // When
    List<DriveWindow> windows = play(liveness, frozen);

    // Then
    assertThat(windows.getFirst().verdict()).isInstanceOf(Verdict.NotLive.class);
    assertThat(((Verdict.NotLive) windows.getFirst().verdict()).reasons().getFirst())
        .isEqualTo(Measure.FROZEN_FRAMES);
  }

  @Test
  void shouldShowContributionsThatMakeTheSumWhenWindowIsJudged() {
    // Given
    Liveness liveness =
        new Liveness(LivenessThresholds.DEFAULTS, DeviceAttestation.NONE, List.of());

    // When
    DriveWindow window = play(liveness, frames(7, 0, 60)).getFirst();

    // Then
    assertThat(window.readings()).extracting(Reading::measure).containsExactly(Measure.values());
    assertThat(window.readings().stream().mapToDouble(Reading::suspicion).sum())
        .isEqualTo(window.suspicion());
    assertThat(window.reading(Measure.ATTESTATION).suspicion()).isEqualTo(0.1);
    assertThat(window.verdict()).isEqualTo(new Verdict.Live());
  }

  @Test
  void shouldGiveSameWindowsWhenSameDriveComesAgain() {
    // Given
    List<MotionFrame> frames = frames(9, 0, 500);
    List<DriveWindow> first = play(liveness(), frames);

    // When
    List<DriveWindow> second = play(liveness(), frames);

    // Then
    assertThat(second.toString()).isEqualTo(first.toString());
  }

  @Test
  void shouldIgnoreVoiceWhenNoFrameCameYet() {
    // Given
    Liveness liveness = liveness();

    // When
    liveness.voice(new VoicePacket(0, 48_000, new short[960]));

    // Then
    assertThat(play(liveness, frames(7, 0, 60)).getFirst().reading(Measure.VOICE_COUPLING).value())
        .isNaN();
  }

  @Test
  void shouldNameAPartThatOneFrameDidNotTrackAndForgetItWithTheWindow() {
    // Given: a whole face, of which one frame of the first window has no mouth
    List<MotionFrame> frames = frames(7, 0, 110);
    MotionFrame whole = frames.get(20);
    ShapeWeights.Builder lids = ShapeWeights.builder();
    lids.set(ArkitShape.EYE_BLINK_LEFT, whole.shapes().get(ArkitShape.EYE_BLINK_LEFT));
    frames.set(20, new MotionFrame(whole.timeUs(), lids.build(), Optional.empty(), Map.of()));

    // When
    List<DriveWindow> windows = play(liveness(), frames);

    // Then: nobody wears a suit
    assertThat(windows)
        .extracting(DriveWindow::untracked)
        .containsExactly(Set.of(DrivePart.MOUTH, DrivePart.TORSO), Set.of(DrivePart.TORSO));
  }

  private static Liveness liveness() {
    return new Liveness(LivenessThresholds.DEFAULTS, DeviceAttestation.SOFT, List.of());
  }

  private static List<DriveWindow> play(Liveness liveness, List<MotionFrame> frames) {
    List<DriveWindow> windows = new ArrayList<>();
    frames.forEach(frame -> liveness.motion(frame).ifPresent(windows::add));
    return windows;
  }

  private static List<MotionFrame> frames(long seed, long fromUs, int count) {
    Random random = new Random(seed);
    List<MotionFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ShapeWeights.Builder face = ShapeWeights.builder();
      for (ArkitShape shape : ArkitShape.values()) {
        face.set(shape, (float) (0.3 + 0.2 * random.nextDouble()));
      }
      frames.add(new MotionFrame(fromUs + i * FRAME_US, face.build(), Optional.empty(), Map.of()));
    }
    return frames;
  }
}
