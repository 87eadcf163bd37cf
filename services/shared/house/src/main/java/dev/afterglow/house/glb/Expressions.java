package dev.afterglow.house.glb;

import static dev.afterglow.drive.ArkitShape.BROW_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.BROW_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.BROW_INNER_UP;
import static dev.afterglow.drive.ArkitShape.BROW_OUTER_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.BROW_OUTER_UP_RIGHT;
import static dev.afterglow.drive.ArkitShape.CHEEK_SQUINT_LEFT;
import static dev.afterglow.drive.ArkitShape.CHEEK_SQUINT_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_BLINK_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_BLINK_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_IN_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_IN_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_OUT_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_OUT_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_UP_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_SQUINT_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_SQUINT_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_WIDE_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_WIDE_RIGHT;
import static dev.afterglow.drive.ArkitShape.JAW_OPEN;
import static dev.afterglow.drive.ArkitShape.MOUTH_FROWN_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_FROWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_FUNNEL;
import static dev.afterglow.drive.ArkitShape.MOUTH_LOWER_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_LOWER_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_PUCKER;
import static dev.afterglow.drive.ArkitShape.MOUTH_SHRUG_LOWER;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_STRETCH_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_STRETCH_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_UPPER_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_UPPER_UP_RIGHT;
import static dev.afterglow.drive.ArkitShape.NOSE_SNEER_LEFT;
import static dev.afterglow.drive.ArkitShape.NOSE_SNEER_RIGHT;

import dev.afterglow.drive.ArkitShape;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The preset expressions of VRM 1.0 as mixtures of the 52 shapes. */
public final class Expressions {
  /** By the preset's name; the weights are those at full strength. */
  public static final Map<String, Map<ArkitShape, Double>> PRESETS = presets();

  private Expressions() {}

  private static Map<String, Map<ArkitShape, Double>> presets() {
    Map<String, Map<ArkitShape, Double>> p = new LinkedHashMap<>();
    p.put(
        "happy",
        mix()
            .both(MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT, 0.85)
            .both(CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT, 0.6)
            .both(MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT, 0.25)
            .one(JAW_OPEN, 0.12)
            .done());
    p.put(
        "angry",
        mix()
            .both(BROW_DOWN_LEFT, BROW_DOWN_RIGHT, 0.9)
            .both(EYE_SQUINT_LEFT, EYE_SQUINT_RIGHT, 0.4)
            .both(MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT, 0.6)
            .both(NOSE_SNEER_LEFT, NOSE_SNEER_RIGHT, 0.3)
            .done());
    p.put(
        "sad",
        mix()
            .one(BROW_INNER_UP, 0.9)
            .both(MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT, 0.7)
            .one(MOUTH_SHRUG_LOWER, 0.25)
            .both(EYE_BLINK_LEFT, EYE_BLINK_RIGHT, 0.15)
            .done());
    p.put(
        "relaxed",
        mix()
            .both(MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT, 0.4)
            .both(EYE_BLINK_LEFT, EYE_BLINK_RIGHT, 0.25)
            .done());
    p.put(
        "surprised",
        mix()
            .both(EYE_WIDE_LEFT, EYE_WIDE_RIGHT, 0.8)
            .both(BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT, 0.8)
            .one(BROW_INNER_UP, 0.9)
            .one(JAW_OPEN, 0.35)
            .done());
    mouths(p);
    eyes(p);
    p.put("neutral", Map.of());
    return Collections.unmodifiableMap(p);
  }

  private static void mouths(Map<String, Map<ArkitShape, Double>> p) {
    p.put(
        "aa",
        mix()
            .one(JAW_OPEN, 0.6)
            .both(MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT, 0.2)
            .both(MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT, 0.15)
            .done());
    p.put(
        "ih",
        mix()
            .one(JAW_OPEN, 0.16)
            .both(MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT, 0.45)
            .both(MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT, 0.3)
            .done());
    p.put("ou", mix().one(JAW_OPEN, 0.16).one(MOUTH_PUCKER, 0.7).one(MOUTH_FUNNEL, 0.25).done());
    p.put(
        "ee",
        mix()
            .one(JAW_OPEN, 0.26)
            .both(MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT, 0.35)
            .both(MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT, 0.25)
            .both(MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT, 0.25)
            .done());
    p.put("oh", mix().one(JAW_OPEN, 0.42).one(MOUTH_FUNNEL, 0.5).one(MOUTH_PUCKER, 0.25).done());
  }

  private static void eyes(Map<String, Map<ArkitShape, Double>> p) {
    p.put("blink", mix().both(EYE_BLINK_LEFT, EYE_BLINK_RIGHT, 1).done());
    p.put("blinkLeft", mix().one(EYE_BLINK_LEFT, 1).done());
    p.put("blinkRight", mix().one(EYE_BLINK_RIGHT, 1).done());
    p.put("lookUp", mix().both(EYE_LOOK_UP_LEFT, EYE_LOOK_UP_RIGHT, 1).done());
    p.put("lookDown", mix().both(EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT, 1).done());
    p.put("lookLeft", mix().both(EYE_LOOK_OUT_LEFT, EYE_LOOK_IN_RIGHT, 1).done());
    p.put("lookRight", mix().both(EYE_LOOK_IN_LEFT, EYE_LOOK_OUT_RIGHT, 1).done());
  }

  private static Mix mix() {
    return new Mix(new EnumMap<>(ArkitShape.class));
  }

  private record Mix(Map<ArkitShape, Double> weights) {
    Mix one(ArkitShape shape, double weight) {
      weights.put(shape, weight);
      return this;
    }

    Mix both(ArkitShape left, ArkitShape right, double weight) {
      return one(left, weight).one(right, weight);
    }

    Map<ArkitShape, Double> done() {
      return Collections.unmodifiableMap(weights);
    }
  }
}
