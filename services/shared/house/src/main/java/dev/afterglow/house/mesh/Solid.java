package dev.afterglow.house.mesh;

import static dev.afterglow.house.mesh.Curves.clamp;
import static dev.afterglow.house.mesh.Curves.mix;

/**
 * Signed distances to simple bodies and their soft unions, negative inside. The ellipsoid's is the
 * usual first-order estimate, which is exact in sign and good near the surface.
 */
public final class Solid {
  private Solid() {}

  public static double sphere(Vec3 p, double cx, double cy, double cz, double radius) {
    double dx = p.x() - cx;
    double dy = p.y() - cy;
    double dz = p.z() - cz;
    return Math.sqrt(dx * dx + dy * dy + dz * dz) - radius;
  }

  public static double ellipsoid(
      Vec3 p, double cx, double cy, double cz, double rx, double ry, double rz) {
    double x = (p.x() - cx) / rx;
    double y = (p.y() - cy) / ry;
    double z = (p.z() - cz) / rz;
    double k0 = Math.sqrt(x * x + y * y + z * z);
    if (k0 < 1e-9) {
      return -Math.min(rx, Math.min(ry, rz));
    }
    double gx = x / rx;
    double gy = y / ry;
    double gz = z / rz;
    double k1 = Math.sqrt(gx * gx + gy * gy + gz * gz);
    return k0 * (k0 - 1) / k1;
  }

  /** A rod from {@code a} to {@code b} whose radius runs from {@code ra} to {@code rb}. */
  public static double rod(Vec3 p, Vec3 a, Vec3 b, double ra, double rb) {
    Vec3 ab = b.minus(a);
    Vec3 ap = p.minus(a);
    double t = clamp(ap.dot(ab) / ab.dot(ab), 0, 1);
    return ap.minus(ab.times(t)).length() - mix(ra, rb, t);
  }

  /** The union of two bodies, rounded over a length {@code k} where they meet. */
  public static double join(double a, double b, double k) {
    double h = clamp(0.5 + 0.5 * (b - a) / k, 0, 1);
    return mix(b, a, h) - k * h * (1 - h);
  }

  /** Body {@code a} without body {@code b}, rounded over a length {@code k}. */
  public static double carve(double a, double b, double k) {
    return -join(-a, b, k);
  }
}
