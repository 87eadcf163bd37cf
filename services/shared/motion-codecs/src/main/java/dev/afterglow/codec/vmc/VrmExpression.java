package dev.afterglow.codec.vmc;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The preset expressions of VRM by their names in VRM 0.x and 1.0, and the ARKit shapes that say
 * about the same, each with its part of the expression's weight.
 *
 * <p>An avatar without perfect sync has no more than these, so its sender sends no more. The parts
 * are this project's own choice; no specification relates the two sets. Names match exactly.
 */
public enum VrmExpression {
  NEUTRAL(List.of("Neutral", "neutral"), Map.of()),
  AA(List.of("A", "aa"), Map.of(JAW_OPEN, 1f)),
  IH(List.of("I", "ih"), both(MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT, 1f)),
  OU(List.of("U", "ou"), Map.of(MOUTH_PUCKER, 1f)),
  EE(
      List.of("E", "ee"),
      Map.of(JAW_OPEN, 0.4f, MOUTH_STRETCH_LEFT, 0.7f, MOUTH_STRETCH_RIGHT, 0.7f)),
  OH(List.of("O", "oh"), Map.of(JAW_OPEN, 0.6f, MOUTH_FUNNEL, 0.8f)),
  BLINK(List.of("Blink", "blink"), both(EYE_BLINK_LEFT, EYE_BLINK_RIGHT, 1f)),
  BLINK_LEFT(List.of("Blink_L", "blinkLeft"), Map.of(EYE_BLINK_LEFT, 1f)),
  BLINK_RIGHT(List.of("Blink_R", "blinkRight"), Map.of(EYE_BLINK_RIGHT, 1f)),
  HAPPY(
      List.of("Joy", "happy"),
      Map.of(
          MOUTH_SMILE_LEFT, 1f,
          MOUTH_SMILE_RIGHT, 1f,
          CHEEK_SQUINT_LEFT, 0.5f,
          CHEEK_SQUINT_RIGHT, 0.5f)),
  ANGRY(List.of("Angry", "angry"), both(BROW_DOWN_LEFT, BROW_DOWN_RIGHT, 1f)),
  SAD(
      List.of("Sorrow", "sad"),
      Map.of(MOUTH_FROWN_LEFT, 1f, MOUTH_FROWN_RIGHT, 1f, BROW_INNER_UP, 0.5f)),
  RELAXED(List.of("Fun", "relaxed"), both(MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT, 0.5f)),
  SURPRISED(
      List.of("Surprised", "surprised"),
      Map.of(
          EYE_WIDE_LEFT, 1f,
          EYE_WIDE_RIGHT, 1f,
          BROW_INNER_UP, 1f,
          BROW_OUTER_UP_LEFT, 1f,
          BROW_OUTER_UP_RIGHT, 1f)),
  LOOK_UP(List.of("LookUp", "lookUp"), both(EYE_LOOK_UP_LEFT, EYE_LOOK_UP_RIGHT, 1f)),
  LOOK_DOWN(List.of("LookDown", "lookDown"), both(EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT, 1f)),
  LOOK_LEFT(List.of("LookLeft", "lookLeft"), both(EYE_LOOK_OUT_LEFT, EYE_LOOK_IN_RIGHT, 1f)),
  LOOK_RIGHT(List.of("LookRight", "lookRight"), both(EYE_LOOK_IN_LEFT, EYE_LOOK_OUT_RIGHT, 1f));

  private final List<String> names;
  private final Map<ArkitShape, Float> parts;

  VrmExpression(List<String> names, Map<ArkitShape, Float> parts) {
    this.names = names;
    this.parts = parts;
  }

  /** The expression of that name in VRM 0.x or 1.0; empty where there is none. */
  public static Optional<VrmExpression> find(String name) {
    return Arrays.stream(values()).filter(it -> it.names.contains(name)).findFirst();
  }

  /** What VRM 0.x and VRM 1.0 call it. */
  List<String> names() {
    return names;
  }

  /** What part of the expression's weight each shape gets, 0 to 1. */
  public Map<ArkitShape, Float> parts() {
    return parts;
  }

  private static Map<ArkitShape, Float> both(ArkitShape left, ArkitShape right, float part) {
    return Map.of(left, part, right, part);
  }
}
