package dev.afterglow.tape.vrma;

/**
 * A value over time, as glTF's samplers have it. Before its first key it is the first, after its
 * last the last.
 */
final class Track {
  private final float[] times;
  private final float[] values;
  private final int width;
  private final Curve curve;

  /** How a value goes from a key to the next. */
  enum Curve {
    STEP,
    LINEAR,
    CUBICSPLINE
  }

  /**
   * A track.
   *
   * @param times seconds, rising
   * @param values {@code width} numbers a key; three times as many for a cubic spline
   */
  Track(float[] times, float[] values, int width, Curve curve) {
    this.times = times;
    this.values = values;
    this.width = width;
    this.curve = curve;
  }

  double lastS() {
    return times[times.length - 1];
  }

  /**
   * The value at a time.
   *
   * @param sphere whether the values are unit quaternions, which turn at an even speed
   */
  double[] at(double seconds, boolean sphere) {
    int after = 0;
    while (after < times.length && times[after] <= seconds) {
      after++;
    }
    if (after == 0 || after == times.length) {
      return key(Math.max(0, after - 1), 1);
    }
    int before = after - 1;
    double span = (double) times[after] - times[before];
    double fraction = (seconds - times[before]) / span;
    return switch (curve) {
      case STEP -> key(before, 1);
      case LINEAR ->
          sphere
              ? slerp(key(before, 1), key(after, 1), fraction)
              : mix(key(before, 1), key(after, 1), fraction);
      case CUBICSPLINE -> spline(before, after, span, fraction);
    };
  }

  private double[] key(int key, int part) {
    int parts = curve == Curve.CUBICSPLINE ? 3 : 1;
    int from = (key * parts + (parts == 1 ? 0 : part)) * width;
    double[] value = new double[width];
    for (int i = 0; i < width; i++) {
      value[i] = values[from + i];
    }
    return value;
  }

  /** glTF 2.0, appendix C.5. */
  private double[] spline(int before, int after, double span, double t) {
    double[] from = key(before, 1);
    double[] leaving = key(before, 2);
    double[] to = key(after, 1);
    double[] arriving = key(after, 0);
    double[] value = new double[width];
    for (int i = 0; i < width; i++) {
      value[i] =
          (2 * t * t * t - 3 * t * t + 1) * from[i]
              + span * (t * t * t - 2 * t * t + t) * leaving[i]
              + (-2 * t * t * t + 3 * t * t) * to[i]
              + span * (t * t * t - t * t) * arriving[i];
    }
    return value;
  }

  private static double[] mix(double[] a, double[] b, double t) {
    double[] value = new double[a.length];
    for (int i = 0; i < value.length; i++) {
      value[i] = a[i] + (b[i] - a[i]) * t;
    }
    return value;
  }

  private static double[] slerp(double[] a, double[] b, double t) {
    double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
    double sign = dot < 0 ? -1 : 1;
    double angle = Math.acos(Math.clamp(Math.abs(dot), 0, 1));
    double sine = Math.sin(angle);
    double keep = sine < 1e-5 ? 1 - t : Math.sin((1 - t) * angle) / sine;
    double take = sine < 1e-5 ? t : Math.sin(t * angle) / sine;
    double[] value = new double[a.length];
    for (int i = 0; i < value.length; i++) {
      value[i] = keep * a[i] + sign * take * b[i];
    }
    return value;
  }
}
