package dev.afterglow.drive;

import org.jspecify.annotations.Nullable;

/**
 * A unit quaternion in a right-handed, Y-up frame whose +Z points out of the person's face.
 *
 * <p>The constructor scales its arguments to length 1.
 *
 * @throws IllegalArgumentException when a part is not finite or the length is below 1e-3
 */
public record Rotation(float x, float y, float z, float w) {
  /** No rotation. */
  public static final Rotation IDENTITY = new Rotation(0, 0, 0, 1);

  private static final double SHORTEST = 1e-3;

  public Rotation {
    double length = Math.sqrt((double) x * x + (double) y * y + (double) z * z + (double) w * w);
    if (!(length >= SHORTEST) || Double.isInfinite(length)) {
      throw new IllegalArgumentException(
          "not a rotation: (" + x + ", " + y + ", " + z + ", " + w + ")");
    }
    x = (float) (x / length);
    y = (float) (y / length);
    z = (float) (z / length);
    w = (float) (w / length);
  }

  /**
   * The rotation part of a 4x4 matrix.
   *
   * @param m 16 values, column-major, whose upper 3x3 is a rotation without scale or mirror
   * @throws IllegalArgumentException when the matrix is not of that form
   */
  public static Rotation ofColumnMajor(float[] m) {
    if (m.length != 16) {
      throw new IllegalArgumentException("a 4x4 matrix has 16 values, got " + m.length);
    }
    float m00 = m[0];
    float m10 = m[1];
    float m20 = m[2];
    float m01 = m[4];
    float m11 = m[5];
    float m21 = m[6];
    float m02 = m[8];
    float m12 = m[9];
    float m22 = m[10];
    float trace = m00 + m11 + m22;
    if (trace > 0) {
      float s = (float) Math.sqrt(trace + 1) * 2;
      return new Rotation((m21 - m12) / s, (m02 - m20) / s, (m10 - m01) / s, s / 4);
    }
    if (m00 >= m11 && m00 >= m22) {
      float s = (float) Math.sqrt(1 + m00 - m11 - m22) * 2;
      return new Rotation(s / 4, (m01 + m10) / s, (m02 + m20) / s, (m21 - m12) / s);
    }
    if (m11 >= m22) {
      float s = (float) Math.sqrt(1 + m11 - m00 - m22) * 2;
      return new Rotation((m01 + m10) / s, s / 4, (m12 + m21) / s, (m02 - m20) / s);
    }
    float s = (float) Math.sqrt(1 + m22 - m00 - m11) * 2;
    return new Rotation((m02 + m20) / s, (m12 + m21) / s, s / 4, (m10 - m01) / s);
  }

  /**
   * The rotation a fraction of the way to {@code later}, by the shorter arc (normalised linear
   * interpolation: within 0.1 degrees of the great arc for the steps between two frames).
   *
   * @param fraction 0 (this) to 1 (later)
   */
  public Rotation lerp(Rotation later, float fraction) {
    float sign = x * later.x + y * later.y + z * later.z + w * later.w < 0 ? -1 : 1;
    float keep = 1 - fraction;
    float take = sign * fraction;
    return new Rotation(
        keep * x + take * later.x,
        keep * y + take * later.y,
        keep * z + take * later.z,
        keep * w + take * later.w);
  }

  /** The rotation on a curve from this to a later one, with the samples around; see there. */
  Rotation along(
      MonotoneCurve curve, @Nullable Rotation before, Rotation later, @Nullable Rotation after) {
    float first = before == null ? Float.NaN : sign(before);
    float to = sign(later);
    float last = after == null ? Float.NaN : to * later.sign(after);
    Rotation b = before == null ? this : before;
    Rotation a = after == null ? later : after;
    return new Rotation(
        curve.at(first * b.x, x, to * later.x, last * a.x),
        curve.at(first * b.y, y, to * later.y, last * a.y),
        curve.at(first * b.z, z, to * later.z, last * a.z),
        curve.at(first * b.w, w, to * later.w, last * a.w));
  }

  /** -1 where another's negative, the same turn, is nearer. */
  private float sign(Rotation other) {
    return x * other.x + y * other.y + z * other.z + w * other.w < 0 ? -1 : 1;
  }
}
