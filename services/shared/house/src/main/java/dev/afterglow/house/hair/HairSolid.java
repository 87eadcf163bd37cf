package dev.afterglow.house.hair;

import static dev.afterglow.house.mesh.Solid.ellipsoid;
import static dev.afterglow.house.mesh.Solid.join;

import dev.afterglow.house.mesh.Vec3;

/** The outline of the combed bob, in the head's centimetres; locks lie on it like on a form. */
final class HairSolid {
  static final Vec3 MIDDLE = HairForm.MIDDLE;
  static final HairForm BOB = HairSolid::bob;

  /** Close to the sides, with some height on top. */
  static final HairForm CROPPED = HairSolid::cropped;

  private HairSolid() {}

  private static double bob(Vec3 p) {
    double d = ellipsoid(p, 0, 3.3, -1.0, 8.3, 9.4, 9.8);
    d = join(d, ellipsoid(p, 0, 4.0, 2.6, 7.0, 6.9, 7.5), 1.5);
    return join(d, ellipsoid(p, 0, -3.4, -1.0, 8.7, 8.6, 8.6), 3.0);
  }

  private static double cropped(Vec3 p) {
    double d = ellipsoid(p, 0, 3.3, -1.0, 7.45, 8.7, 9.1);
    d = join(d, ellipsoid(p, 0, 3.8, 3.0, 6.35, 6.4, 6.3), 1.5);
    return join(d, ellipsoid(p, 0, 6.2, 1.2, 6.2, 6.9, 7.4), 1.6);
  }

  /** Where the ray from the middle toward {@code direction} meets the bob. */
  static Vec3 on(Vec3 direction, double off) {
    return BOB.on(direction, off);
  }
}
