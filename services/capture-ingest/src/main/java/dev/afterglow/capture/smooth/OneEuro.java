package dev.afterglow.capture.smooth;

/**
 * The One-Euro filter of one channel of up to four values that move together, as the parts of a
 * turn do. See {@link SmoothingGroup} for its parameters. No allocation after the constructor. For
 * one thread.
 */
final class OneEuro {
  private final SmoothingGroup group;
  private final float[] held;
  private boolean started;
  private double speed;

  OneEuro(SmoothingGroup group, int values) {
    this.group = group;
    this.held = new float[values];
  }

  /** The next value passes unchanged. */
  void reset() {
    started = false;
  }

  /**
   * Smooths the next values in place.
   *
   * @param values as many as the channel has
   * @param seconds since the values before, above 0
   * @param distance how far the values are from {@link #held()}, in the unit of the group's beta
   */
  void take(float[] values, double seconds, double distance) {
    if (!started) {
      System.arraycopy(values, 0, held, 0, held.length);
      speed = 0;
      started = true;
      return;
    }
    speed += share(group.speedCutoffHz(), seconds) * (distance / seconds - speed);
    double share = share(group.minCutoffHz() + group.beta() * speed, seconds);
    for (int i = 0; i < held.length; i++) {
      held[i] += (float) (share * (values[i] - held[i]));
      values[i] = held[i];
    }
  }

  boolean started() {
    return started;
  }

  /** The values given out last; not to be changed but to scale a turn to length 1. */
  float[] held() {
    return held;
  }

  /** What a low-pass of first order takes of a new value. */
  static double share(double cutoffHz, double seconds) {
    double turn = 2 * Math.PI * cutoffHz * seconds;
    return turn / (turn + 1);
  }
}
