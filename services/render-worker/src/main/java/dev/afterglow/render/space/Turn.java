package dev.afterglow.render.space;

/** Unit quaternions as 4 floats x, y, z, w. Every method writes into an array of the caller. */
public final class Turn {
  private Turn() {}

  /** {@code out = a * b}: first b, then a; {@code out} may be either of them. */
  public static void multiply(float[] a, float[] b, float[] out) {
    float x = a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1];
    float y = a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0];
    float z = a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3];
    float w = a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2];
    out[0] = x;
    out[1] = y;
    out[2] = z;
    out[3] = w;
  }

  /** {@code out = q v}: a vector after the turn. */
  public static void apply(float[] q, float x, float y, float z, float[] out) {
    float tx = 2 * (q[1] * z - q[2] * y);
    float ty = 2 * (q[2] * x - q[0] * z);
    float tz = 2 * (q[0] * y - q[1] * x);
    out[0] = x + q[3] * tx + q[1] * tz - q[2] * ty;
    out[1] = y + q[3] * ty + q[2] * tx - q[0] * tz;
    out[2] = z + q[3] * tz + q[0] * ty - q[1] * tx;
  }

  /** The turn back. */
  public static void conjugate(float[] q, float[] out) {
    out[0] = -q[0];
    out[1] = -q[1];
    out[2] = -q[2];
    out[3] = q[3];
  }

  /**
   * The part of a turn: its angle times {@code share}, about the same axis.
   *
   * @param share 0 (no turn) to 1 (the whole)
   */
  public static void share(float[] q, float share, float[] out) {
    double sign = q[3] < 0 ? -1 : 1;
    double w = Math.min(1, q[3] * sign);
    double half = Math.acos(w);
    double sine = Math.sin(half);
    if (sine < 1e-6) {
      out[0] = 0;
      out[1] = 0;
      out[2] = 0;
      out[3] = 1;
      return;
    }
    double scale = sign * Math.sin(half * share) / sine;
    out[0] = (float) (q[0] * scale);
    out[1] = (float) (q[1] * scale);
    out[2] = (float) (q[2] * scale);
    out[3] = (float) Math.cos(half * share);
  }

  /**
   * A turn a fraction of the way from one to another by the shorter arc, normalised; {@code out}
   * may be either of them.
   */
  public static void lerp(float[] from, float[] to, float fraction, float[] out) {
    float along = from[0] * to[0] + from[1] * to[1] + from[2] * to[2] + from[3] * to[3];
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      out[k] = from[k] + (along < 0 ? -to[k] - from[k] : to[k] - from[k]) * fraction;
      sum += (double) out[k] * out[k];
    }
    double length = Math.sqrt(sum);
    for (int k = 0; k < 4; k++) {
      out[k] = (float) (out[k] / length);
    }
  }

  /** Yaw about +Y, then pitch about +X (positive looks down), both in radians. */
  public static void yawPitch(float yaw, float pitch, float[] out) {
    float sy = (float) Math.sin(yaw / 2);
    float cy = (float) Math.cos(yaw / 2);
    float sx = (float) Math.sin(pitch / 2);
    float cx = (float) Math.cos(pitch / 2);
    out[0] = cy * sx;
    out[1] = sy * cx;
    out[2] = -sy * sx;
    out[3] = cy * cx;
  }

  /** The turn of a column-major 4x4 matrix whose axes may be scaled but not mirrored. */
  public static void ofMatrix(float[] m, int at, float[] out) {
    double lx = Math.sqrt((double) m[at] * m[at] + m[at + 1] * m[at + 1] + m[at + 2] * m[at + 2]);
    double ly =
        Math.sqrt((double) m[at + 4] * m[at + 4] + m[at + 5] * m[at + 5] + m[at + 6] * m[at + 6]);
    double lz =
        Math.sqrt((double) m[at + 8] * m[at + 8] + m[at + 9] * m[at + 9] + m[at + 10] * m[at + 10]);
    double m00 = m[at] / lx;
    double m10 = m[at + 1] / lx;
    double m20 = m[at + 2] / lx;
    double m01 = m[at + 4] / ly;
    double m11 = m[at + 5] / ly;
    double m21 = m[at + 6] / ly;
    double m02 = m[at + 8] / lz;
    double m12 = m[at + 9] / lz;
    double m22 = m[at + 10] / lz;
    double w = Math.sqrt(Math.max(0, 1 + m00 + m11 + m22)) / 2;
    double x = Math.copySign(Math.sqrt(Math.max(0, 1 + m00 - m11 - m22)) / 2, m21 - m12);
    double y = Math.copySign(Math.sqrt(Math.max(0, 1 - m00 + m11 - m22)) / 2, m02 - m20);
    double z = Math.copySign(Math.sqrt(Math.max(0, 1 - m00 - m11 + m22)) / 2, m10 - m01);
    double length = Math.sqrt(x * x + y * y + z * z + w * w);
    out[0] = (float) (x / length);
    out[1] = (float) (y / length);
    out[2] = (float) (z / length);
    out[3] = (float) (w / length);
  }

  /**
   * The shortest turn from one direction to another; none where the second has no length.
   *
   * @param ax with ay and az a vector of length 1
   * @param bx with by and bz a vector of any length
   */
  public static void fromTo(
      float ax, float ay, float az, float bx, float by, float bz, float[] out) {
    double length = Math.sqrt((double) bx * bx + (double) by * by + (double) bz * bz);
    double x = ay * (double) bz - az * (double) by;
    double y = az * (double) bx - ax * (double) bz;
    double z = ax * (double) by - ay * (double) bx;
    double w = length + ax * (double) bx + ay * (double) by + az * (double) bz;
    if (!(length > 1e-20)) {
      x = 0;
      y = 0;
      z = 0;
      w = 1;
    } else if (w < 1e-7 * length) { // straight back: about any axis across
      boolean slim = Math.abs(ax) < 0.7f;
      x = slim ? 0 : -az;
      y = slim ? az : 0;
      z = slim ? -ay : ax;
      w = 0;
    }
    double size = Math.sqrt(x * x + y * y + z * z + w * w);
    out[0] = (float) (x / size);
    out[1] = (float) (y / size);
    out[2] = (float) (z / size);
    out[3] = (float) (w / size);
  }
}
