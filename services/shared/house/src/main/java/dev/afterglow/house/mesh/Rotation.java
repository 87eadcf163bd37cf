package dev.afterglow.house.mesh;

/** A rotation as a unit quaternion. */
public record Rotation(double x, double y, double z, double w) {
  public static final Rotation NONE = new Rotation(0, 0, 0, 1);

  public static Rotation about(Vec3 axis, double degrees) {
    double half = Math.toRadians(degrees) / 2;
    Vec3 a = axis.unit().times(Math.sin(half));
    return new Rotation(a.x(), a.y(), a.z(), Math.cos(half));
  }

  /** First a roll about z, then a pitch about x, then a yaw about y, all in degrees. */
  public static Rotation yawPitchRoll(double yaw, double pitch, double roll) {
    return about(new Vec3(0, 1, 0), yaw)
        .times(about(new Vec3(1, 0, 0), pitch))
        .times(about(new Vec3(0, 0, 1), roll));
  }

  /** This rotation after {@code o}. */
  public Rotation times(Rotation o) {
    return new Rotation(
        w * o.x + x * o.w + y * o.z - z * o.y,
        w * o.y - x * o.z + y * o.w + z * o.x,
        w * o.z + x * o.y - y * o.x + z * o.w,
        w * o.w - x * o.x - y * o.y - z * o.z);
  }

  public Rotation inverse() {
    return new Rotation(-x, -y, -z, w);
  }

  public Vec3 apply(Vec3 v) {
    Vec3 q = new Vec3(x, y, z);
    Vec3 t = q.cross(v).times(2);
    return v.plus(t.times(w)).plus(q.cross(t));
  }

  /** The rotation at {@code t} of the shorter way from here (0) to {@code o} (1). */
  public Rotation toward(Rotation o, double t) {
    double cos = x * o.x + y * o.y + z * o.z + w * o.w;
    double sign = cos < 0 ? -1 : 1;
    double angle = Math.acos(Math.min(1, Math.abs(cos)));
    double a = angle < 1e-6 ? 1 - t : Math.sin((1 - t) * angle) / Math.sin(angle);
    double b = sign * (angle < 1e-6 ? t : Math.sin(t * angle) / Math.sin(angle));
    return new Rotation(a * x + b * o.x, a * y + b * o.y, a * z + b * o.z, a * w + b * o.w);
  }

  /** The mirror image across the figure's middle plane: what the other arm does. */
  public Rotation mirrored() {
    return new Rotation(x, -y, -z, w);
  }
}
