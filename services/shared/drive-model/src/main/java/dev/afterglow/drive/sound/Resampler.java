package dev.afterglow.drive.sound;

import java.util.Arrays;

/**
 * Turns a mono sound of one rate into another, block by block, without a seam between blocks.
 *
 * <p>Each sample out is the sum of the samples in around its instant, weighted by a sinc under a
 * Kaiser window (beta 9: about 90 dB down) that ends 24 zero crossings away and is cut off at 94 %
 * of the lower of the two Nyquist frequencies. Samples before the start count as silence; {@link
 * #flush()} adds the silence after the end. Output sample n is at the instant of n / {@code toHz}
 * after the first sample in: the filter's own delay is taken out. For one thread.
 */
public final class Resampler {
  private static final int CROSSINGS = 24;
  private static final int STEPS = 512;
  private static final double PASS = 0.94;
  private static final double BETA = 9;

  private final int fromHz;
  private final int toHz;
  private final int reach;
  private final double[] kernel;
  private final double perStep;

  private float[] held;
  private int heldCount;
  private long heldFrom;
  private long taken;
  private long given;

  /**
   * A resampler at the start of a sound.
   *
   * @param fromHz samples a second of the sound, 1,000 to 400,000
   * @param toHz samples a second wanted, 1,000 to 400,000
   * @throws IllegalArgumentException when a rate is out of range
   */
  public Resampler(int fromHz, int toHz) {
    this.fromHz = rate(fromHz);
    this.toHz = rate(toHz);
    double cutoff = PASS * Math.min(1, (double) toHz / fromHz);
    double half = CROSSINGS / cutoff;
    this.reach = (int) Math.ceil(half);
    this.perStep = STEPS * cutoff;
    this.kernel = kernel(cutoff);
    this.held = new float[4 * reach + 4096];
    this.heldFrom = -reach;
    this.heldCount = reach;
  }

  /**
   * Takes a block in and gives every sample that it decides.
   *
   * @param block samples from -1 to 1; any length
   */
  public float[] push(float[] block) {
    append(block);
    taken += block.length;
    // The last sample whose whole neighbourhood is in, rounded down.
    long ready = Math.floorDiv((taken - reach) * toHz, (long) fromHz);
    return produce(Math.max(given, ready));
  }

  /** Gives what is left, so that the sound out is as long as the sound in, to the sample. */
  public float[] flush() {
    append(new float[reach + 1]);
    return produce(Math.max(given, Math.ceilDiv(taken * toHz, (long) fromHz)));
  }

  private float[] produce(long until) {
    float[] out = new float[Math.toIntExact(until - given)];
    for (int i = 0; i < out.length; i++) {
      out[i] = at(given + i);
    }
    given = until;
    forget();
    return out;
  }

  private float at(long index) {
    if (fromHz == toHz) {
      return held[Math.toIntExact(index - heldFrom)];
    }
    long whole = index * fromHz / toHz;
    double fraction = (double) (index * fromHz % toHz) / toHz;
    int centre = Math.toIntExact(whole - heldFrom);
    double sum = 0;
    for (int k = 1 - reach; k <= reach; k++) {
      sum += held[centre + k] * weight(Math.abs(k - fraction));
    }
    return (float) sum;
  }

  private double weight(double distance) {
    double position = distance * perStep;
    int step = (int) position;
    if (step >= kernel.length - 1) {
      return 0;
    }
    return kernel[step] + (kernel[step + 1] - kernel[step]) * (position - step);
  }

  private void append(float[] block) {
    if (heldCount + block.length + 1 > held.length) {
      held = Arrays.copyOf(held, (heldCount + block.length) * 2);
    }
    System.arraycopy(block, 0, held, heldCount, block.length);
    heldCount += block.length;
  }

  private void forget() {
    long needed = given * fromHz / toHz - reach;
    int drop = Math.toIntExact(Math.clamp(needed - heldFrom, 0L, (long) heldCount));
    System.arraycopy(held, drop, held, 0, heldCount - drop);
    heldCount -= drop;
    heldFrom += drop;
  }

  /** The right half of the filter, {@link #STEPS} values a zero crossing. */
  private static double[] kernel(double cutoff) {
    double[] values = new double[CROSSINGS * STEPS + 2];
    for (int i = 0; i <= CROSSINGS * STEPS; i++) {
      double x = (double) i / STEPS;
      double sinc = i == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      double edge = x / CROSSINGS;
      values[i] = cutoff * sinc * bessel(BETA * Math.sqrt(1 - edge * edge)) / bessel(BETA);
    }
    return values;
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int rate(int hz) {
    if (hz < 1_000 || hz > 400_000) {
      throw new IllegalArgumentException("a sound runs at 1,000 to 400,000 Hz, was " + hz);
    }
    return hz;
  }
}
