package dev.afterglow.house.face;

import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.mesh.Vec3;

/** Where the eyes sit, in centimetres of the head's own frame. */
final class Eye {
  static final double X_CM = Skeleton.EYE_X_CM;
  static final double Y_CM = Skeleton.EYE_Y_CM;
  static final double Z_CM = Skeleton.EYE_Z_CM;
  static final double RADIUS_CM = 2.05;
  static final double IRIS_RADIUS_CM = 1.06;

  private Eye() {}

  /** The eyeball's centre; {@code side} is +1 for the figure's left and -1 for the right. */
  static Vec3 centre(int side) {
    return new Vec3(side * X_CM, Y_CM, Z_CM);
  }
}
