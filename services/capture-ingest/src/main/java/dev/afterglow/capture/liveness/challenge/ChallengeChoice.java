package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.drive.ArkitShape;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Chooses challenges and when they come. Production gives it a {@link SecureRandom}: whoever could
 * foresee a challenge could have its answer ready.
 */
public final class ChallengeChoice {
  /** The mean time between two challenges. */
  public static final Duration MEAN_INTERVAL = Duration.ofMinutes(8);

  // What a person can do with the upper and the lower face at once, and trackers see.
  private static final List<Set<ArkitShape>> UPPER =
      List.of(
          EnumSet.of(
              ArkitShape.BROW_INNER_UP,
              ArkitShape.BROW_OUTER_UP_LEFT,
              ArkitShape.BROW_OUTER_UP_RIGHT),
          EnumSet.of(ArkitShape.BROW_DOWN_LEFT, ArkitShape.BROW_DOWN_RIGHT),
          EnumSet.of(ArkitShape.EYE_BLINK_LEFT, ArkitShape.EYE_BLINK_RIGHT));
  private static final List<Set<ArkitShape>> LOWER =
      List.of(
          EnumSet.of(ArkitShape.JAW_OPEN),
          EnumSet.of(ArkitShape.MOUTH_SMILE_LEFT, ArkitShape.MOUTH_SMILE_RIGHT),
          EnumSet.of(ArkitShape.MOUTH_PUCKER));

  private final RandomGenerator random;

  /** Chooses by the given source, a {@link SecureRandom} in production. */
  public ChallengeChoice(RandomGenerator random) {
    this.random = random;
  }

  /**
   * How long until the next challenge: exponentially distributed, so that the time since the last
   * one tells nothing ({@code -mean ln(1 - u)}); half an hour at most.
   */
  public Duration nextIn() {
    double seconds = -MEAN_INTERVAL.toSeconds() * Math.log(1 - random.nextDouble());
    return Duration.ofMillis(Math.round(Math.min(seconds, 1_800) * 1_000));
  }

  /**
   * The next challenge, of the kinds that the drive's channels can answer; all of equal odds.
   *
   * @param shapes the shapes that the source tracks
   * @param head whether it tracks the head
   */
  public Challenge next(Set<ArkitShape> shapes, boolean head) {
    List<Challenge.Gesture> gestures =
        UPPER.stream()
            .flatMap(upper -> LOWER.stream().map(lower -> joined(upper, lower)))
            .filter(it -> it.size() >= 3 && shapes.containsAll(it))
            .map(Challenge.Gesture::new)
            .toList();
    int kinds = 1 + (head ? 1 : 0) + (gestures.isEmpty() ? 0 : 1);
    int kind = random.nextInt(kinds);
    if (kind == 0) {
      return new Challenge.SpokenCode(String.format(Locale.ROOT, "%04d", random.nextInt(10_000)));
    }
    if (kind == 1 && head) {
      HeadTurn[] turns = HeadTurn.values();
      return new Challenge.HeadPose(turns[random.nextInt(turns.length)]);
    }
    return gestures.get(random.nextInt(gestures.size()));
  }

  private static Set<ArkitShape> joined(Set<ArkitShape> upper, Set<ArkitShape> lower) {
    Set<ArkitShape> joined = EnumSet.copyOf(upper);
    joined.addAll(lower);
    return joined;
  }
}
