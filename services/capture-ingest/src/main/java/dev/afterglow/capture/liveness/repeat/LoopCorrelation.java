package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.MotionGrid;
import dev.afterglow.capture.liveness.motion.VelocityHistory;

/**
 * How much the newest four seconds of motion look like those a loop length before: the greatest
 * normalised correlation {@code sum(v(t) v(t-L)) / sqrt(sum(v(t)^2) sum(v(t-L)^2))} over lags of 1
 * to 30 seconds, all channels together after levelling each by its root mean square in the newest
 * four seconds. Near 1 for a loop that is played without change; for unrelated motion its spread is
 * one over the root of the independent samples in four seconds, about 0.15. For one thread.
 */
public final class LoopCorrelation {
  /** Steps compared: four seconds. */
  static final int STEPS = 100;

  private static final int SHORTEST = 25;
  private static final int LONGEST = 750;
  private static final int CHANNELS = MotionChannel.COUNT;
  // Whole numbers, as the compiler may put their sums side by side. The greatest level is 127 / 2,
  // so
  // a sum over four seconds stays below 2^30.
  private static final int UNIT = 16;

  private final VelocityHistory history;
  private final int activeChannels;
  private final byte[] copied = new byte[(STEPS + LONGEST) * CHANNELS];
  private final int[] scaled = new int[(STEPS + LONGEST) * CHANNELS];
  private int lagSteps;

  /**
   * A measure over a history that grows.
   *
   * @param activeChannels how many channels have to move for it to mean anything
   */
  public LoopCorrelation(VelocityHistory history, int activeChannels) {
    this.history = history;
    this.activeChannels = activeChannels;
  }

  /** The greatest correlation, -1 to 1; NaN when too little moves or the drive is too young. */
  public double greatest() {
    long held = history.end() - history.start();
    int lags = (int) Math.min(LONGEST, held - STEPS);
    if (lags < SHORTEST) {
      return Double.NaN;
    }
    int count = STEPS + lags;
    history.copy(history.end() - count, count, copied);
    if (!scale(count)) {
      return Double.NaN;
    }
    return search(lags);
  }

  /** At which lag, microseconds; 0 before the first. */
  public long lagUs() {
    return lagSteps * MotionGrid.STEP_US;
  }

  private boolean scale(int count) {
    int active = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      long sum = 0;
      for (int i = count - STEPS; i < count; i++) {
        int v = copied[i * CHANNELS + channel];
        sum += (long) v * v;
      }
      float rms = (float) Math.sqrt((double) sum / STEPS);
      active += rms >= SimHash.NOISE ? 1 : 0;
      for (int i = 0; i < count; i++) {
        float level = copied[i * CHANNELS + channel] / (rms + SimHash.NOISE);
        scaled[i * CHANNELS + channel] = Math.round(level * UNIT);
      }
    }
    return active >= activeChannels;
  }

  private double search(int lags) {
    int from = lags * CHANNELS;
    int length = STEPS * CHANNELS;
    double energy = dot(from, from, length);
    double lagged = dot(from - SHORTEST * CHANNELS, from - SHORTEST * CHANNELS, length);
    double best = -1;
    for (int lag = SHORTEST; lag <= lags; lag++) {
      int at = from - lag * CHANNELS;
      double r = dot(from, at, length) / Math.sqrt(energy * Math.max(lagged, energy / 100));
      if (r > best) {
        best = r;
        lagSteps = lag;
      }
      if (lag < lags) {
        lagged += dot(at - CHANNELS, at - CHANNELS, CHANNELS);
        lagged -= dot(at + length - CHANNELS, at + length - CHANNELS, CHANNELS);
      }
    }
    return best;
  }

  private double dot(int a, int b, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += scaled[a + i] * scaled[b + i];
    }
    return sum;
  }
}
