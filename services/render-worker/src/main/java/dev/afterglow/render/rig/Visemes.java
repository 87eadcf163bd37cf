package dev.afterglow.render.rig;

import static dev.afterglow.drive.ArkitShape.BROW_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.BROW_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.BROW_INNER_UP;
import static dev.afterglow.drive.ArkitShape.BROW_OUTER_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.BROW_OUTER_UP_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_BLINK_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_BLINK_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_WIDE_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_WIDE_RIGHT;
import static dev.afterglow.drive.ArkitShape.JAW_OPEN;
import static dev.afterglow.drive.ArkitShape.MOUTH_FROWN_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_FROWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_FUNNEL;
import static dev.afterglow.drive.ArkitShape.MOUTH_PUCKER;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_STRETCH_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_STRETCH_RIGHT;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeWeights;
import java.util.List;

/**
 * VRM's preset expressions out of ARKit weights, for figures without perfect sync. Vowels split the
 * jaw's opening by how round and how wide the lips are, so that their weights never add up to more
 * than the opening.
 */
final class Visemes {
  /** The presets that {@link #weight} knows, by their names in VRM 1.0. */
  static final List<String> PRESETS =
      List.of(
          "aa",
          "ih",
          "ou",
          "ee",
          "oh",
          "blinkLeft",
          "blinkRight",
          "blink",
          "happy",
          "sad",
          "angry",
          "surprised");

  private Visemes() {}

  /** The shapes in whose stead a preset moves: where a figure has one of them, it has no need. */
  static List<ArkitShape> standsFor(String preset) {
    return switch (preset) {
      case "aa", "oh", "ee", "ou", "ih" -> List.of(JAW_OPEN);
      case "blinkLeft" -> List.of(EYE_BLINK_LEFT);
      case "blinkRight" -> List.of(EYE_BLINK_RIGHT);
      case "blink" -> List.of(EYE_BLINK_LEFT, EYE_BLINK_RIGHT);
      case "surprised" ->
          List.of(EYE_WIDE_LEFT, EYE_WIDE_RIGHT, BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT);
      case "happy" -> List.of(MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT);
      case "sad" -> List.of(MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT, BROW_INNER_UP);
      case "angry" -> List.of(BROW_DOWN_LEFT, BROW_DOWN_RIGHT);
      default -> List.of();
    };
  }

  static float weight(String preset, ShapeWeights shapes) {
    float open = shapes.getOr(JAW_OPEN, 0);
    float round = Math.max(shapes.getOr(MOUTH_FUNNEL, 0), shapes.getOr(MOUTH_PUCKER, 0));
    float wide = mean(shapes, MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT);
    return switch (preset) {
      case "aa" -> open * (1 - round) * (1 - wide);
      case "oh" -> open * round;
      case "ee" -> open * (1 - round) * wide;
      case "ou" -> (1 - open) * round;
      case "ih" -> (1 - open) * (1 - round) * wide;
      case "blinkLeft" -> shapes.getOr(EYE_BLINK_LEFT, 0);
      case "blinkRight" -> shapes.getOr(EYE_BLINK_RIGHT, 0);
      case "blink" -> mean(shapes, EYE_BLINK_LEFT, EYE_BLINK_RIGHT);
      case "surprised" ->
          Math.min(
              mean(shapes, EYE_WIDE_LEFT, EYE_WIDE_RIGHT),
              mean(shapes, BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT));
      case "happy" -> mean(shapes, MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT);
      case "sad" ->
          Math.max(
              mean(shapes, MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT),
              0.5f * shapes.getOr(BROW_INNER_UP, 0));
      case "angry" -> mean(shapes, BROW_DOWN_LEFT, BROW_DOWN_RIGHT);
      default -> 0;
    };
  }

  private static float mean(ShapeWeights shapes, ArkitShape a, ArkitShape b) {
    return (shapes.getOr(a, 0) + shapes.getOr(b, 0)) / 2;
  }
}
