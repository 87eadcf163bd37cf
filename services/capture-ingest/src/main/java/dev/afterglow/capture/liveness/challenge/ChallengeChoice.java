package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.drive.ArkitShape;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(30);

  private final RandomGenerator random;
  private final Duration meanInterval;

  /** Chooses by the given source, a {@link SecureRandom} in production. */
  public ChallengeChoice(RandomGenerator random) {
    this(random, MEAN_INTERVAL);
  }

  /**
   * Chooses by the given source, a {@link SecureRandom} in production.
   *
   * @param meanInterval the mean time between two challenges, at most half an hour
   */
  public ChallengeChoice(RandomGenerator random, Duration meanInterval) {
    this.random = random;
    this.meanInterval = meanInterval;
  }

  /** What it chooses by; for others of whom nothing may be foreseen. */
  RandomGenerator random() {
    return random;
  }

  /**
   * How long until the next challenge: exponentially distributed, so that the time since the last
   * one tells nothing ({@code -mean ln(1 - u)}); half an hour at most.
   */
  public Duration nextIn() {
    double ms = -meanInterval.toMillis() * Math.log(1 - random.nextDouble());
    return Duration.ofMillis(Math.round(Math.min(ms, LONGEST_INTERVAL.toMillis())));
  }

  /** Between once and twice so long, of equal odds. */
  public Duration withinTwice(Duration least) {
    return least.plusNanos((long) (random.nextDouble() * least.toNanos()));
  }

  /**
   * Whether the driver can be asked: by a gesture or by the head. A spoken code alone is not
   * enough, as who has failed is asked for more than words.
   */
  public boolean possible(AnswerMeans means) {
    return means.head() || !gestures(means.shapes()).isEmpty();
  }

  /**
   * The next challenge, of the kinds that the drive's channels can answer; all of equal odds.
   *
   * @param means what an answer can be seen or heard by
   * @param need how much the answer has to prove
   * @return empty when nothing is {@link #possible}
   */
  public Optional<Challenge> next(AnswerMeans means, Need need) {
    List<Challenge.Gesture> gestures = gestures(means.shapes());
    List<Kind> kinds = new ArrayList<>();
    if (!gestures.isEmpty()) {
      kinds.add(Kind.GESTURE);
    }
    if (means.head() && (need != Need.MUCH || kinds.isEmpty())) {
      kinds.add(Kind.HEAD_POSE);
    }
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    if (means.voice() && need != Need.MUCH) {
      kinds.add(Kind.SPOKEN_CODE);
    }
    return Optional.of(
        switch (kinds.get(random.nextInt(kinds.size()))) {
          case GESTURE -> gestures.get(random.nextInt(gestures.size()));
          case HEAD_POSE -> {
            HeadTurn[] turns = HeadTurn.values();
            yield new Challenge.HeadPose(turns[random.nextInt(turns.length)]);
          }
          case SPOKEN_CODE ->
              new Challenge.SpokenCode(String.format(Locale.ROOT, "%04d", random.nextInt(10_000)));
        });
  }

  private static List<Challenge.Gesture> gestures(Set<ArkitShape> shapes) {
    return UPPER.stream()
        .flatMap(upper -> LOWER.stream().map(lower -> joined(upper, lower)))
        .filter(it -> it.size() >= 3 && shapes.containsAll(it))
        .map(Challenge.Gesture::new)
        .toList();
  }

  private static Set<ArkitShape> joined(Set<ArkitShape> upper, Set<ArkitShape> lower) {
    Set<ArkitShape> joined = EnumSet.copyOf(upper);
    joined.addAll(lower);
    return joined;
  }

  /** How much an answer has to prove; docs/liveness.md says how often chance gives each kind. */
  public enum Need {
    /** Nothing speaks against the driver: any kind will do. */
    LITTLE,
    /** The driver is in doubt: any kind, too. */
    SOME,
    /** The driver has failed: a gesture, where one can be seen; heads turn by themselves. */
    MUCH
  }

  private enum Kind {
    GESTURE,
    HEAD_POSE,
    SPOKEN_CODE
  }
}
