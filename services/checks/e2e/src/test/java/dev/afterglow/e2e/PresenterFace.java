package dev.afterglow.e2e;

import dev.afterglow.drive.ArkitShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The 61 values of Live Link Face of a person who sits still, with the noise of a tracker, until
 * the person does what the agent's terminal asked for.
 */
final class PresenterFace {
  private static final int VALUES = 61;
  private static final int YAW = 52;
  private static final int PITCH = 53;
  private static final int ROLL = 54;
  private static final float SHAPE = 0.5f;
  private static final float TURN_RAD = 0.35f;

  private static final Map<String, List<Goal>> PHRASES =
      Map.ofEntries(
          Map.entry(
              "raise your eyebrows",
              shapes(
                  ArkitShape.BROW_INNER_UP,
                  ArkitShape.BROW_OUTER_UP_LEFT,
                  ArkitShape.BROW_OUTER_UP_RIGHT)),
          Map.entry("frown", shapes(ArkitShape.BROW_DOWN_LEFT, ArkitShape.BROW_DOWN_RIGHT)),
          Map.entry(
              "close your eyes", shapes(ArkitShape.EYE_BLINK_LEFT, ArkitShape.EYE_BLINK_RIGHT)),
          Map.entry("open your mouth", shapes(ArkitShape.JAW_OPEN)),
          Map.entry("smile", shapes(ArkitShape.MOUTH_SMILE_LEFT, ArkitShape.MOUTH_SMILE_RIGHT)),
          Map.entry("pucker your lips", shapes(ArkitShape.MOUTH_PUCKER)),
          Map.entry("turn your head to your left", List.of(new Goal(YAW, TURN_RAD))),
          Map.entry("turn your head to your right", List.of(new Goal(YAW, -TURN_RAD))),
          Map.entry("lift your chin", List.of(new Goal(PITCH, -TURN_RAD))),
          Map.entry("lower your chin", List.of(new Goal(PITCH, TURN_RAD))),
          Map.entry("tilt your head to your left shoulder", List.of(new Goal(ROLL, -TURN_RAD))),
          Map.entry("tilt your head to your right shoulder", List.of(new Goal(ROLL, TURN_RAD))));

  private final Random noise;
  private volatile List<Goal> goals = List.of();

  private record Goal(int value, float by) {}

  /** One that sits still. */
  PresenterFace(long seed) {
    this.noise = new Random(seed);
  }

  /**
   * Does it from now on.
   *
   * @param words what the terminal asks for, in English
   * @return false when these words ask for nothing that a face can do
   */
  boolean does(String words) {
    List<Goal> all = new ArrayList<>();
    for (String phrase : words.split(" and ", -1)) {
      all.addAll(PHRASES.getOrDefault(phrase, List.of()));
    }
    goals = List.copyOf(all);
    return !all.isEmpty();
  }

  /** Sits still again. */
  void rests() {
    goals = List.of();
  }

  /** The values now: 52 shapes, then yaw, pitch and roll of head and eyes in radians. */
  float[] values() {
    float[] values = new float[VALUES];
    for (int i = 0; i < YAW; i++) {
      values[i] = 0.1f + 0.003f * (float) noise.nextGaussian();
    }
    for (int i = YAW; i <= ROLL; i++) {
      values[i] = 0.002f * (float) noise.nextGaussian();
    }
    for (Goal goal : goals) {
      values[goal.value()] += goal.by();
    }
    return values;
  }

  private static List<Goal> shapes(ArkitShape... shapes) {
    return List.of(shapes).stream().map(it -> new Goal(it.ordinal(), SHAPE)).toList();
  }
}
