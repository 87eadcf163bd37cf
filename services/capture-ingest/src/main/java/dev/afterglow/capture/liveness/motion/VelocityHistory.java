package dev.afterglow.capture.liveness.motion;

import java.util.Arrays;

/**
 * How the channels changed from step to step: the newest ten minutes, a byte a channel and step.
 * Velocities and not positions, so that where the person sits and how the tracker is calibrated
 * does not matter. 150 kB; for one thread.
 */
public final class VelocityHistory {
  /** Steps kept: ten minutes. A loop that is longer is not seen within one session. */
  public static final int STEPS = 15_000;

  private static final int MOST = 127;

  private final byte[] velocities = new byte[STEPS * MotionChannel.COUNT];
  private final float[] last = new float[MotionChannel.COUNT];
  private boolean fresh = true;
  private long steps;

  /** Adds a step of {@link MotionChannel#read} values. */
  public void add(float[] channels) {
    int at = (int) (steps % STEPS) * MotionChannel.COUNT;
    for (MotionChannel channel : CHANNELS) {
      int i = channel.ordinal();
      int change = fresh ? 0 : Math.round((channels[i] - last[i]) / channel.quantum());
      velocities[at + i] = (byte) Math.clamp(change, -MOST, MOST);
      last[i] = channels[i];
    }
    fresh = false;
    steps++;
  }

  /** The next step does not continue the last one: its velocity is 0. */
  public void restart() {
    fresh = true;
  }

  /** How many steps were ever added. */
  public long end() {
    return steps;
  }

  /** The oldest step still held. */
  public long start() {
    return Math.max(0, steps - STEPS);
  }

  /**
   * Copies steps out, {@link MotionChannel#COUNT} bytes a step.
   *
   * @throws IllegalArgumentException when they are not all held
   */
  public void copy(long from, int count, byte[] into) {
    if (from < start() || from + count > steps) {
      throw new IllegalArgumentException("steps " + from + " to " + (from + count) + " not held");
    }
    for (int i = 0; i < count; i++) {
      int at = (int) ((from + i) % STEPS) * MotionChannel.COUNT;
      System.arraycopy(velocities, at, into, i * MotionChannel.COUNT, MotionChannel.COUNT);
    }
  }

  @Override
  public String toString() {
    return "VelocityHistory[" + steps + " steps]";
  }

  private static final MotionChannel[] CHANNELS = MotionChannel.values();

  /** The root mean square of one channel over copied steps, quanta. */
  public static float rms(byte[] steps, int count, int channel) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int v = steps[i * MotionChannel.COUNT + channel];
      sum += (long) v * v;
    }
    return (float) Math.sqrt((double) sum / count);
  }

  /** Scales each channel of copied steps to length 1 a step, weak channels to less. */
  public static void level(byte[] steps, int count, float floor, float[] into) {
    Arrays.fill(into, 0, count * MotionChannel.COUNT, 0);
    for (int channel = 0; channel < MotionChannel.COUNT; channel++) {
      float scale = 1 / (rms(steps, count, channel) + floor);
      for (int i = 0; i < count; i++) {
        int at = i * MotionChannel.COUNT + channel;
        into[at] = steps[at] * scale;
      }
    }
  }
}
