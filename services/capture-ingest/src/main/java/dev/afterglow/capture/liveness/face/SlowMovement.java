package dev.afterglow.capture.liveness.face;

import dev.afterglow.capture.liveness.motion.MotionChannel;

/**
 * How much a face moves beneath its noise: of each channel, the standard deviation of the means of
 * 400 ms over the newest ten seconds, in quanta of the channel; of all channels, the greatest.
 * Noise of a deviation s leaves {@code s / sqrt(10)} of itself in such a mean, so a held picture
 * stays below one or two quanta whatever shakes it, while breath, gaze and posture of a person move
 * some channel by tens. 1 kB; for one thread.
 */
public final class SlowMovement {
  private static final int STEPS_A_MEAN = 10;
  private static final int MEANS = 25;
  private static final MotionChannel[] CHANNELS = MotionChannel.values();

  private final float[] sums = new float[MotionChannel.COUNT];
  private final float[] means = new float[MEANS * MotionChannel.COUNT];
  private int steps;
  private int count;

  /** Takes the next step's {@link MotionChannel#read} values. */
  public void take(float[] channels) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += channels[i];
    }
    steps++;
    if (steps == STEPS_A_MEAN) {
      for (int i = 0; i < sums.length; i++) {
        means[count % MEANS * MotionChannel.COUNT + i] = sums[i] / STEPS_A_MEAN;
        sums[i] = 0;
      }
      steps = 0;
      count++;
    }
  }

  /** The greatest deviation, quanta; NaN before ten seconds are full. */
  public double greatestQuanta() {
    if (count < MEANS) {
      return Double.NaN;
    }
    double greatest = 0;
    for (MotionChannel channel : CHANNELS) {
      greatest = Math.max(greatest, deviation(channel.ordinal()) / channel.quantum());
    }
    return greatest;
  }

  private double deviation(int channel) {
    double sum = 0;
    for (int k = 0; k < MEANS; k++) {
      sum += means[k * MotionChannel.COUNT + channel];
    }
    double mean = sum / MEANS;
    double squares = 0;
    for (int k = 0; k < MEANS; k++) {
      double away = means[k * MotionChannel.COUNT + channel] - mean;
      squares += away * away;
    }
    return Math.sqrt(squares / MEANS);
  }
}
