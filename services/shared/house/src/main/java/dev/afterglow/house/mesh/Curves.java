package dev.afterglow.house.mesh;

/** Small scalar curves that the sculpt is drawn with. */
public final class Curves {
  private Curves() {}

  public static double clamp(double v, double low, double high) {
    return Math.max(low, Math.min(high, v));
  }

  public static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }

  /**
   * 0 at or below {@code from}, 1 at or above {@code to}, smooth between; the ends may be swapped.
   */
  public static double smoothStep(double from, double to, double v) {
    double t = clamp((v - from) / (to - from), 0, 1);
    return t * t * (3 - 2 * t);
  }

  /** A bell of height 1 around {@code centre}. */
  public static double bell(double v, double centre, double width) {
    double t = (v - centre) / width;
    return Math.exp(-t * t);
  }

  /**
   * The value at {@code t} of a smooth line through {@code (keys[i], values[i])}; the keys rise.
   * Monotone between keys (no overshoot), constant outside them.
   */
  public static double through(double[] keys, double[] values, double t) {
    int last = keys.length - 1;
    if (t <= keys[0]) {
      return values[0];
    }
    if (t >= keys[last]) {
      return values[last];
    }
    int i = 0;
    while (t > keys[i + 1]) {
      i++;
    }
    double h = keys[i + 1] - keys[i];
    double u = (t - keys[i]) / h;
    double a = slope(keys, values, i) * h;
    double b = slope(keys, values, i + 1) * h;
    double u2 = u * u;
    double u3 = u2 * u;
    return values[i] * (2 * u3 - 3 * u2 + 1)
        + a * (u3 - 2 * u2 + u)
        + values[i + 1] * (3 * u2 - 2 * u3)
        + b * (u3 - u2);
  }

  private static double slope(double[] keys, double[] values, int i) {
    if (i == 0 || i == keys.length - 1) {
      return 0;
    }
    double left = (values[i] - values[i - 1]) / (keys[i] - keys[i - 1]);
    double right = (values[i + 1] - values[i]) / (keys[i + 1] - keys[i]);
    return left * right <= 0 ? 0 : 2 * left * right / (left + right);
  }
}
