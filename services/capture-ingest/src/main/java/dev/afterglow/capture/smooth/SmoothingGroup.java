package dev.afterglow.capture.smooth;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;

/**
 * Channels that move alike, with the smoothing that suits them.
 *
 * <p>The parameters are those of the One-Euro filter (Casiez, Roussel and Vogel, CHI 2012): a
 * low-pass whose cut-off is {@code minCutoffHz + beta * speed}. At rest the first decides, and
 * small unrest goes; in movement the second does, and nothing lags. Speeds are of weights a second
 * for shapes, radians a second for turns, and decimetres a second for places. {@code speedCutoffHz}
 * smooths the speed itself: a low one keeps noise from opening the filter, a high one opens it
 * within the first frame of a movement.
 *
 * <p>Lids and lips open at once: a blink is over in three frames of a camera, and a p or b that
 * does not close the lips is seen. SmoothingTest holds what these defaults leave of both.
 */
public enum SmoothingGroup {
  /** Brows: slow, and noisy in most trackers. */
  BROW(1.5, 6, 4),
  /** Where the eyes look, squint and wide: saccades are steps, so it opens fast. */
  EYE(2.5, 12, 20),
  /** The lids. */
  BLINK(4, 30, 1_000),
  /** The jaw: syllables, four to eight a second. */
  JAW(3, 25, 1_000),
  /** What closes, presses, rolls or rounds the lips: plosives live here. */
  LIPS(3, 30, 1_000),
  /** Corners and the rest of the mouth: smiles, frowns, stretches. */
  MOUTH(2, 12, 20),
  /** Cheeks and nose. */
  CHEEK(1.5, 6, 4),
  /** The tongue: out or in. */
  TONGUE(3, 20, 1_000),
  /** The head's turn and place. */
  HEAD(1.5, 8, 8),
  /** Trunk, limbs and neck. */
  BODY(2, 6, 8),
  /** Fingers and thumbs. */
  FINGER(2.5, 6, 8);

  private final double minCutoffHz;
  private final double beta;
  private final double speedCutoffHz;

  SmoothingGroup(double minCutoffHz, double beta, double speedCutoffHz) {
    this.minCutoffHz = minCutoffHz;
    this.beta = beta;
    this.speedCutoffHz = speedCutoffHz;
  }

  /** The cut-off at rest, Hz. */
  public double minCutoffHz() {
    return minCutoffHz;
  }

  /** By how much the cut-off rises with speed, Hz per unit a second. */
  public double beta() {
    return beta;
  }

  /** The cut-off of the speed that opens the filter, Hz. */
  public double speedCutoffHz() {
    return speedCutoffHz;
  }

  /** The group of a shape. */
  public static SmoothingGroup of(ArkitShape shape) {
    return switch (shape) {
      case EYE_BLINK_LEFT, EYE_BLINK_RIGHT -> BLINK;
      case EYE_LOOK_DOWN_LEFT,
          EYE_LOOK_IN_LEFT,
          EYE_LOOK_OUT_LEFT,
          EYE_LOOK_UP_LEFT,
          EYE_SQUINT_LEFT,
          EYE_WIDE_LEFT,
          EYE_LOOK_DOWN_RIGHT,
          EYE_LOOK_IN_RIGHT,
          EYE_LOOK_OUT_RIGHT,
          EYE_LOOK_UP_RIGHT,
          EYE_SQUINT_RIGHT,
          EYE_WIDE_RIGHT ->
          EYE;
      case JAW_FORWARD, JAW_LEFT, JAW_RIGHT, JAW_OPEN -> JAW;
      case MOUTH_CLOSE,
          MOUTH_FUNNEL,
          MOUTH_PUCKER,
          MOUTH_ROLL_LOWER,
          MOUTH_ROLL_UPPER,
          MOUTH_PRESS_LEFT,
          MOUTH_PRESS_RIGHT,
          MOUTH_SHRUG_LOWER,
          MOUTH_SHRUG_UPPER,
          MOUTH_LOWER_DOWN_LEFT,
          MOUTH_LOWER_DOWN_RIGHT,
          MOUTH_UPPER_UP_LEFT,
          MOUTH_UPPER_UP_RIGHT ->
          LIPS;
      case MOUTH_LEFT,
          MOUTH_RIGHT,
          MOUTH_SMILE_LEFT,
          MOUTH_SMILE_RIGHT,
          MOUTH_FROWN_LEFT,
          MOUTH_FROWN_RIGHT,
          MOUTH_DIMPLE_LEFT,
          MOUTH_DIMPLE_RIGHT,
          MOUTH_STRETCH_LEFT,
          MOUTH_STRETCH_RIGHT ->
          MOUTH;
      case BROW_DOWN_LEFT,
          BROW_DOWN_RIGHT,
          BROW_INNER_UP,
          BROW_OUTER_UP_LEFT,
          BROW_OUTER_UP_RIGHT ->
          BROW;
      case CHEEK_PUFF, CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT, NOSE_SNEER_LEFT, NOSE_SNEER_RIGHT ->
          CHEEK;
      case TONGUE_OUT -> TONGUE;
    };
  }

  /** The group of a bone. */
  public static SmoothingGroup of(HumanoidBone bone) {
    if (bone.ordinal() >= HumanoidBone.LEFT_THUMB_METACARPAL.ordinal()) {
      return FINGER;
    }
    return switch (bone) {
      case LEFT_EYE, RIGHT_EYE -> EYE;
      case JAW -> JAW;
      case HEAD -> HEAD;
      default -> BODY;
    };
  }
}
