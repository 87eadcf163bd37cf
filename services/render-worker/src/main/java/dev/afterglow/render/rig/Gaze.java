package dev.afterglow.render.rig;

import static dev.afterglow.drive.ArkitShape.EYE_LOOK_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_IN_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_IN_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_OUT_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_OUT_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_UP_RIGHT;

import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.LookAt;
import java.util.List;

/**
 * Where the eyes look, and what a file's range maps make of it. A gaze shape of 1 counts as {@link
 * #FULL_DEGREES}, about as far as an eye turns; the file's maps are in degrees.
 */
final class Gaze {
  /** The gaze at a shape's full weight. */
  static final float FULL_DEGREES = 45;

  /** VRM's gaze expressions. */
  static final List<String> PRESETS = List.of("lookUp", "lookDown", "lookLeft", "lookRight");

  private final LookAt lookAt;
  private float leftYaw;
  private float rightYaw;
  private float leftPitch;
  private float rightPitch;

  Gaze(LookAt lookAt) {
    this.lookAt = lookAt;
  }

  /** Takes one instant's gaze. */
  void look(ShapeWeights shapes) {
    leftYaw =
        (shapes.getOr(EYE_LOOK_OUT_LEFT, 0) - shapes.getOr(EYE_LOOK_IN_LEFT, 0)) * FULL_DEGREES;
    rightYaw =
        (shapes.getOr(EYE_LOOK_IN_RIGHT, 0) - shapes.getOr(EYE_LOOK_OUT_RIGHT, 0)) * FULL_DEGREES;
    leftPitch =
        (shapes.getOr(EYE_LOOK_DOWN_LEFT, 0) - shapes.getOr(EYE_LOOK_UP_LEFT, 0)) * FULL_DEGREES;
    rightPitch =
        (shapes.getOr(EYE_LOOK_DOWN_RIGHT, 0) - shapes.getOr(EYE_LOOK_UP_RIGHT, 0)) * FULL_DEGREES;
  }

  /** Weight of a gaze expression; both eyes share one. */
  float weight(String preset) {
    float yaw = (leftYaw + rightYaw) / 2;
    float pitch = (leftPitch + rightPitch) / 2;
    return switch (preset) {
      case "lookLeft" -> lookAt.out().of(Math.max(0, yaw));
      case "lookRight" -> lookAt.out().of(Math.max(0, -yaw));
      case "lookDown" -> lookAt.down().of(Math.max(0, pitch));
      case "lookUp" -> lookAt.up().of(Math.max(0, -pitch));
      default -> 0;
    };
  }

  /** How far the left eye's bone turns to its left, degrees. */
  float leftBoneYaw() {
    return leftYaw >= 0 ? lookAt.out().of(leftYaw) : -lookAt.in().of(-leftYaw);
  }

  /** How far the right eye's bone turns to its left, degrees. */
  float rightBoneYaw() {
    return rightYaw >= 0 ? lookAt.in().of(rightYaw) : -lookAt.out().of(-rightYaw);
  }

  /** How far the left eye's bone turns down, degrees. */
  float leftBonePitch() {
    return pitch(leftPitch);
  }

  /** How far the right eye's bone turns down, degrees. */
  float rightBonePitch() {
    return pitch(rightPitch);
  }

  private float pitch(float down) {
    return down >= 0 ? lookAt.down().of(down) : -lookAt.up().of(-down);
  }
}
