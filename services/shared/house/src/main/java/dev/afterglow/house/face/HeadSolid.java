package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Solid.carve;
import static dev.afterglow.house.mesh.Solid.ellipsoid;
import static dev.afterglow.house.mesh.Solid.join;
import static dev.afterglow.house.mesh.Solid.rod;
import static dev.afterglow.house.mesh.Solid.sphere;

import dev.afterglow.house.mesh.Vec3;

/**
 * The head and neck as one soft body, in centimetres: the origin lies between the ears at the
 * height of the eyes. Lips are added later, on the surface, where their outline can be sharp.
 */
final class HeadSolid {
  private HeadSolid() {}

  /** Signed distance to the skin; the figure is the same on both sides. */
  static double distance(Vec3 world) {
    Vec3 p = new Vec3(Math.abs(world.x()), world.y(), world.z());
    double d = ellipsoid(p, 0, 3.2, -0.9, 7.1, 8.2, 8.7);
    d = join(d, ellipsoid(p, 0, 3.6, 3.0, 6.1, 5.6, 5.7), 1.5);
    d = join(d, ellipsoid(p, 0, -2.4, 2.2, 5.75, 7.0, 6.5), 2.0);
    d = join(d, rod(p, new Vec3(4.2, -4.0, 2.2), new Vec3(1.3, -7.9, 6.3), 1.25, 1.05), 2.6);
    d = join(d, ellipsoid(p, 0, -7.9, 7.7, 1.6, 1.45, 1.55), 2.2);
    d = join(d, ellipsoid(p, 3.2, -2.7, 6.0, 2.5, 2.3, 2.2), 1.9);
    d = join(d, ellipsoid(p, 3.1, -4.9, 5.2, 2.1, 2.3, 2.2), 2.2);
    d = join(d, ellipsoid(p, 0, -5.7, 7.0, 2.8, 2.2, 2.0), 1.8);
    d = carve(d, ellipsoid(p, 3.35, 0.1, 10.7, 2.6, 1.35, 2.3), 1.3);
    d = nose(p, d);
    d = join(d, sphere(p, Eye.X_CM, Eye.Y_CM, Eye.Z_CM, Eye.RADIUS_CM + 0.17), 0.35);
    return neck(p, d);
  }

  private static double nose(Vec3 p, double head) {
    double bridge = rod(p, new Vec3(0, 0.6, 7.75), new Vec3(0, -2.75, 9.75), 0.40, 0.50);
    double tip = sphere(p, 0, -2.95, 10.0, 0.68);
    double wing = ellipsoid(p, 0.72, -3.35, 9.1, 0.50, 0.45, 0.65);
    double d = join(head, bridge, 1.3);
    d = join(d, tip, 0.9);
    d = join(d, wing, 0.6);
    return carve(d, ellipsoid(p, 0.40, -3.78, 9.45, 0.24, 0.16, 0.34), 0.3);
  }

  private static double neck(Vec3 p, double head) {
    double neck = rod(p, new Vec3(0, -5, -1.6), new Vec3(0, -19, -3.0), 3.25, 3.65);
    double chest = ellipsoid(p, 0, -27.5, -2.4, 12.0, 9.3, 7.6);
    double d = join(join(head, neck, 2.2), chest, 5.0);
    double strap = rod(p, new Vec3(3.6, -7.5, -1.8), new Vec3(1.7, -17.2, 0.6), 0.25, 0.35);
    double collarbone = rod(p, new Vec3(1.2, -18.1, 1.4), new Vec3(7.5, -16.8, -1.6), 0.6, 0.5);
    return join(join(d, strap, 1.9), collarbone, 1.7);
  }
}
