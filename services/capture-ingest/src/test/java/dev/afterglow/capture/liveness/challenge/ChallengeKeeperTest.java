package dev.afterglow.capture.liveness.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChallengeKeeperTest {
  private static final long FRAME_US = 40_000;
  private static final Duration SPACING = Duration.ofSeconds(20);

  private final ChallengeKeeper keeper =
      new ChallengeKeeper(new ChallengeChoice(new Random(4)), SPACING);
  private long nowUs;
  private int asked;
  private ChallengeKeeper.Asked out;
  private long outSinceUs;

  // What the driver does: nothing, or what is asked, so long after it was shown.
  private long reactsAfterUs = -1;
  private long showsAfterUs = 100_000;
  private long claimsAfterUs = 100_000;
  private boolean sends = true;

  @Test
  void shouldAskWithinHalfAnHourAndClearWhenDriverAnswers() {
    // Given
    reactsAfterUs = 900_000;

    // When
    Optional<ChallengeOutcome> outcome = until(1_900);

    // Then
    assertThat(outcome).get().isInstanceOf(ChallengeOutcome.Answered.class);
    assertThat(keeper.standing()).isEqualTo(new ChallengeStanding.Clear());
  }

  @Test
  void shouldStandByAfterThreeMissesInARowAndClearWhenOneIsAnswered() {
    // Given
    until(1_900);
    long firstUs = nowUs;
    Optional<ChallengeOutcome> second = until(60);
    Optional<ChallengeOutcome> third = until(60);
    ChallengeStanding missed = keeper.standing();
    long tookUs = nowUs - firstUs;

    // When
    reactsAfterUs = 1_500_000;
    Optional<ChallengeOutcome> fourth = until(60);

    // Then
    assertThat(second).contains(new ChallengeOutcome.Unanswered());
    assertThat(third).contains(new ChallengeOutcome.Unanswered());
    assertThat(missed).isEqualTo(new ChallengeStanding.Standby());
    assertThat(tookUs).as("two more misses").isBetween(40_000_000L, 95_000_000L);
    assertThat(fourth).get().isInstanceOf(ChallengeOutcome.Answered.class);
    assertThat(keeper.standing()).isEqualTo(new ChallengeStanding.Clear());
  }

  @Test
  void shouldAskSoonWhenInDoubtButNeverCloserThanItsSpacing() {
    // Given
    reactsAfterUs = 900_000;
    until(1_900);
    long endedUs = nowUs;

    // When
    while (out == null) {
      keeper.doubted(nowUs);
      step();
    }

    // Then
    assertThat(outSinceUs - endedUs)
        .as("three times the spacing after an answer")
        .isBetween(3 * us(SPACING), 3 * us(SPACING) + FRAME_US * 2);
  }

  @Test
  void shouldHoldADeviceToWhatIsPossibleWhenItClaimsALaterShowing() {
    // Given: a forger who takes six seconds to make an answer, and says it was shown then
    claimsAfterUs = 5_000_000;
    showsAfterUs = 5_000_000;
    reactsAfterUs = 1_500_000;

    // When
    Optional<ChallengeOutcome> outcome = until(1_900);

    // Then
    assertThat(outcome).contains(new ChallengeOutcome.Unanswered());
  }

  @Test
  void shouldCountFromTheLatestShowingWhenDeviceSaysNothing() {
    // Given
    claimsAfterUs = -1;
    showsAfterUs = 300_000;
    reactsAfterUs = 1_500_000;

    // When
    Optional<ChallengeOutcome> outcome = until(1_900);

    // Then: shown at 0.3 s, held for 1.2 s (a second and a ping), reacted at 1.8 s
    assertThat(outcome).contains(new ChallengeOutcome.Answered(600_000));
  }

  @Test
  void shouldMissWhenThreeChallengesInARowMeetNoFrames() {
    // Given
    while (out == null) {
      step();
    }
    sends = false;

    // When
    Optional<ChallengeOutcome> first = until(60);
    ChallengeStanding afterOne = keeper.standing();
    comeBackUntilAsked();
    until(60);
    comeBackUntilAsked();
    until(60);

    // Then
    assertThat(first).contains(new ChallengeOutcome.Unseen());
    assertThat(afterOne).isEqualTo(new ChallengeStanding.Clear());
    assertThat(keeper.standing()).isEqualTo(new ChallengeStanding.OneMissed());
  }

  @Test
  void shouldAskNothingWhenNothingCouldProveAnything() {
    // Given
    nowUs += 1;

    // When
    boolean before = keeper.answerable();
    step();

    // Then
    assertThat(before).isFalse();
    assertThat(keeper.answerable()).isTrue();
  }

  @Test
  void shouldBeUnseenWhenAnotherSourceGivesTheFace() {
    // Given
    while (out == null) {
      step();
    }

    // When
    keeper.sourceChanged(nowUs);

    // Then
    assertThat(keeper.standing()).isEqualTo(new ChallengeStanding.Clear());
    assertThat(keeper.answerable()).isFalse();
    assertThat(keeper.settle(nowUs + 10_000_000)).isEmpty();
  }

  private void comeBackUntilAsked() {
    sends = true;
    while (out == null) {
      step();
    }
    sends = false;
  }

  /** Goes on until a challenge has ended, or for so long. */
  private Optional<ChallengeOutcome> until(long mostS) {
    long endUs = nowUs + mostS * 1_000_000;
    while (nowUs < endUs) {
      Optional<ChallengeOutcome> outcome = step();
      if (outcome.isPresent()) {
        return outcome;
      }
    }
    return Optional.empty();
  }

  private Optional<ChallengeOutcome> step() {
    nowUs += FRAME_US;
    if (sends) {
      keeper.captured(frame());
    }
    if (out != null && claimsAfterUs >= 0 && nowUs - outSinceUs >= showsAfterUs) {
      keeper.shown(out.id(), outSinceUs + claimsAfterUs);
    }
    Optional<ChallengeOutcome> outcome = keeper.settle(nowUs);
    if (outcome.isPresent()) {
      out = null;
    }
    keeper
        .ask(() -> "id-" + asked++, 200_000, true, nowUs)
        .ifPresent(
            it -> {
              out = it;
              outSinceUs = nowUs;
            });
    return outcome;
  }

  private MotionFrame frame() {
    Map<ArkitShape, Float> weights = new EnumMap<>(ArkitShape.class);
    Arrays.stream(ArkitShape.values()).forEach(it -> weights.put(it, 0.1f));
    float yaw = 0;
    float pitch = 0;
    float roll = 0;
    boolean reacts =
        out != null && reactsAfterUs >= 0 && nowUs - outSinceUs >= showsAfterUs + reactsAfterUs;
    if (reacts) {
      switch (out.challenge()) {
        case Challenge.Gesture gesture -> gesture.shapes().forEach(it -> weights.put(it, 0.6f));
        case Challenge.HeadPose pose -> {
          float half = (float) Math.sin(Math.toRadians(10));
          switch (pose.turn()) {
            case LEFT -> yaw = half;
            case RIGHT -> yaw = -half;
            case DOWN -> pitch = half;
            case UP -> pitch = -half;
            case TILT_LEFT -> roll = -half;
            case TILT_RIGHT -> roll = half;
          }
        }
        case Challenge.SpokenCode _ -> throw new IllegalStateException("not asked in doubt");
      }
    }
    float w = (float) Math.sqrt(1 - yaw * yaw - pitch * pitch - roll * roll);
    return new MotionFrame(
        nowUs,
        ShapeWeights.of(weights),
        Optional.of(new HeadPose(new Rotation(pitch, yaw, roll, w), 0, 0, -40)),
        Map.of());
  }

  private static long us(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
