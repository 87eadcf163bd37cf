package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import java.util.Arrays;

/**
 * How far two seconds of motion are from a stretch of other motion when time may give way: dynamic
 * time warping (Sakoe and Chiba, IEEE ASSP 26(1), 1978) in a band, with free ends on the longer
 * side, so that neither an offset of {@link #SLACK} steps nor a speed some per cent off hides a
 * copy.
 *
 * <p>The result is the mean cost along the best path over the two sides' mean energy together: 0
 * for a copy, 1 for motion without relation and without warping; warping lowers the latter. For one
 * thread.
 */
final class TimeWarp {
  /** How far a step may be from its place, steps: 200 ms. */
  static final int SLACK = 5;

  /** Steps of the longer side. */
  static final int OTHER_STEPS = SimHash.STEPS + 2 * SLACK;

  private static final int WIDTH = 2 * SLACK + 1;
  private static final int CHANNELS = MotionChannel.COUNT;

  private final float[] here = new float[SimHash.STEPS * CHANNELS];
  private final float[] there = new float[OTHER_STEPS * CHANNELS];
  private float[] before = new float[WIDTH + 2];
  private float[] costs = new float[WIDTH + 2];
  private double energy;

  /**
   * The distance, 0 and up.
   *
   * @param steps {@link SimHash#STEPS} steps
   * @param others {@link #OTHER_STEPS} steps, {@link #SLACK} more on both ends
   */
  double distance(byte[] steps, byte[] others) {
    double cost = cost(steps, others);
    return energy == 0 ? 1 : cost / energy;
  }

  /** The energy of both sides of the newest comparison; with none there is nothing to compare. */
  double energy() {
    return energy;
  }

  /** The distance before it is taken over the {@link #energy}, of the same arguments. */
  double cost(byte[] steps, byte[] others) {
    VelocityHistory.level(steps, SimHash.STEPS, SimHash.NOISE, here);
    VelocityHistory.level(others, OTHER_STEPS, SimHash.NOISE, there);
    energy = energy(here, SimHash.STEPS) + energy(there, OTHER_STEPS);
    Arrays.fill(before, 0);
    before[0] = Float.MAX_VALUE;
    before[WIDTH + 1] = Float.MAX_VALUE;
    for (int i = 0; i < SimHash.STEPS; i++) {
      row(i);
      float[] swap = before;
      before = costs;
      costs = swap;
    }
    float best = Float.MAX_VALUE;
    for (int k = 1; k <= WIDTH; k++) {
      best = Math.min(best, before[k]);
    }
    return best / SimHash.STEPS;
  }

  // Cell k of row i pairs step i with the other side's step i + k - 1. A path pays every pair that
  // it visits, so standing still on either side is never free.
  private void row(int i) {
    costs[0] = Float.MAX_VALUE;
    costs[WIDTH + 1] = Float.MAX_VALUE;
    for (int k = 1; k <= WIDTH; k++) {
      float from = before[k];
      if (i > 0) {
        from = Math.min(from, Math.min(before[k + 1], costs[k - 1]));
      }
      costs[k] = from + pair(i * CHANNELS, (i + k - 1) * CHANNELS);
    }
  }

  private float pair(int at, int other) {
    float sum = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      float difference = here[at + channel] - there[other + channel];
      sum += difference * difference;
    }
    return sum;
  }

  private static double energy(float[] levelled, int steps) {
    double sum = 0;
    for (int i = 0; i < steps * CHANNELS; i++) {
      sum += (double) levelled[i] * levelled[i];
    }
    return sum / steps;
  }
}
