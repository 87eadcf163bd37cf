package dev.afterglow.render.space;

/**
 * 4x4 matrices as 16 floats, column-major. Every method writes into an array that the caller owns,
 * so a frame needs no garbage.
 */
public final class Mat4 {
  private Mat4() {}

  /** A new identity matrix. */
  public static float[] identity() {
    float[] m = new float[16];
    m[0] = 1;
    m[5] = 1;
    m[10] = 1;
    m[15] = 1;
    return m;
  }

  /** {@code out = a * b}; {@code out} must be neither of them. */
  public static void multiply(float[] a, float[] b, float[] out) {
    multiply(a, 0, b, 0, out, 0);
  }

  /** {@code out = a * b} on matrices that start at the given offsets. */
  public static void multiply(float[] a, int ao, float[] b, int bo, float[] out, int oo) {
    for (int column = 0; column < 4; column++) {
      float b0 = b[bo + column * 4];
      float b1 = b[bo + column * 4 + 1];
      float b2 = b[bo + column * 4 + 2];
      float b3 = b[bo + column * 4 + 3];
      for (int row = 0; row < 4; row++) {
        out[oo + column * 4 + row] =
            a[ao + row] * b0 + a[ao + 4 + row] * b1 + a[ao + 8 + row] * b2 + a[ao + 12 + row] * b3;
      }
    }
  }

  /**
   * A transform from its parts.
   *
   * @param t 3 values: translation
   * @param r 4 values: unit quaternion x, y, z, w
   * @param s 3 values: scale
   */
  public static void compose(float[] t, float[] r, float[] s, float[] out, int at) {
    float x = r[0];
    float y = r[1];
    float z = r[2];
    float w = r[3];
    out[at] = (1 - 2 * (y * y + z * z)) * s[0];
    out[at + 1] = 2 * (x * y + z * w) * s[0];
    out[at + 2] = 2 * (x * z - y * w) * s[0];
    out[at + 3] = 0;
    out[at + 4] = 2 * (x * y - z * w) * s[1];
    out[at + 5] = (1 - 2 * (x * x + z * z)) * s[1];
    out[at + 6] = 2 * (y * z + x * w) * s[1];
    out[at + 7] = 0;
    out[at + 8] = 2 * (x * z + y * w) * s[2];
    out[at + 9] = 2 * (y * z - x * w) * s[2];
    out[at + 10] = (1 - 2 * (x * x + y * y)) * s[2];
    out[at + 11] = 0;
    out[at + 12] = t[0];
    out[at + 13] = t[1];
    out[at + 14] = t[2];
    out[at + 15] = 1;
  }

  /**
   * A perspective projection onto the cube of OpenGL.
   *
   * @param verticalRadians the whole vertical field of view
   * @param aspect width over height
   */
  public static float[] perspective(float verticalRadians, float aspect, float near, float far) {
    float f = (float) (1 / Math.tan(verticalRadians / 2.0));
    float[] m = new float[16];
    m[0] = f / aspect;
    m[5] = f;
    m[10] = (far + near) / (near - far);
    m[11] = -1;
    m[14] = 2 * far * near / (near - far);
    return m;
  }

  /** Transforms a point: {@code out[0..2] = m * (x, y, z, 1)}. */
  public static void point(float[] m, int at, float x, float y, float z, float[] out) {
    out[0] = m[at] * x + m[at + 4] * y + m[at + 8] * z + m[at + 12];
    out[1] = m[at + 1] * x + m[at + 5] * y + m[at + 9] * z + m[at + 13];
    out[2] = m[at + 2] * x + m[at + 6] * y + m[at + 10] * z + m[at + 14];
  }

  /** {@code out = m * R(q)} for a unit quaternion. */
  public static void turned(float[] m, float[] q, float[] out, int at) {
    float x = q[0];
    float y = q[1];
    float z = q[2];
    float w = q[3];
    column(m, 1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w), out, at);
    column(m, 2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w), out, at + 4);
    column(m, 2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y), out, at + 8);
    System.arraycopy(m, 12, out, at + 12, 4);
  }

  private static void column(float[] m, float x, float y, float z, float[] out, int at) {
    for (int row = 0; row < 4; row++) {
      out[at + row] = m[row] * x + m[4 + row] * y + m[8 + row] * z;
    }
  }
}
