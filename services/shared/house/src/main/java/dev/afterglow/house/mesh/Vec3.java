package dev.afterglow.house.mesh;

/** A point or a direction; right-handed, x to the figure's left, y up, z to the front. */
public record Vec3(double x, double y, double z) {
  public static final Vec3 ZERO = new Vec3(0, 0, 0);
  public static final Vec3 UP = new Vec3(0, 1, 0);

  public Vec3 plus(Vec3 o) {
    return new Vec3(x + o.x, y + o.y, z + o.z);
  }

  public Vec3 minus(Vec3 o) {
    return new Vec3(x - o.x, y - o.y, z - o.z);
  }

  public Vec3 times(double k) {
    return new Vec3(x * k, y * k, z * k);
  }

  public double dot(Vec3 o) {
    return x * o.x + y * o.y + z * o.z;
  }

  public Vec3 cross(Vec3 o) {
    return new Vec3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  /** The direction of this vector; a vector of no length stays as it is. */
  public Vec3 unit() {
    double length = length();
    return length < 1e-12 ? this : times(1 / length);
  }

  /** The point at {@code t} of the way from here (0) to {@code o} (1). */
  public Vec3 toward(Vec3 o, double t) {
    return new Vec3(x + (o.x - x) * t, y + (o.y - y) * t, z + (o.z - z) * t);
  }

  /** The mirror image across the figure's middle plane. */
  public Vec3 mirrored() {
    return new Vec3(-x, y, z);
  }
}
