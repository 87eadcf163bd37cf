package dev.afterglow.house.hair;

import static dev.afterglow.house.mesh.Solid.ellipsoid;
import static dev.afterglow.house.mesh.Solid.join;

import dev.afterglow.house.mesh.Vec3;

/** The outline of the combed hair, in the head's centimetres; locks lie on it like on a form. */
final class HairSolid {
  static final Vec3 MIDDLE = new Vec3(0, 2.5, -0.8);

  private HairSolid() {}

  static double distance(Vec3 p) {
    double d = ellipsoid(p, 0, 3.3, -1.0, 8.3, 9.4, 9.8);
    d = join(d, ellipsoid(p, 0, 4.0, 2.6, 7.0, 6.9, 7.5), 1.5);
    return join(d, ellipsoid(p, 0, -3.4, -1.0, 8.7, 8.6, 8.6), 3.0);
  }

  /**
   * Where the ray from the middle toward {@code direction} meets the form, moved out by {@code
   * off}.
   */
  static Vec3 on(Vec3 direction, double off) {
    Vec3 d = direction.unit();
    double t = 30;
    for (int i = 0; i < 60; i++) {
      double gap = distance(MIDDLE.plus(d.times(t)));
      t -= 0.9 * gap;
      if (Math.abs(gap) < 1e-4) {
        break;
      }
    }
    return MIDDLE.plus(d.times(t + off));
  }
}
