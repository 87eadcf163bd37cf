package dev.afterglow.render.clock;

import dev.afterglow.render.encode.StreamFormat;

/**
 * From any rate to 48 kHz by windowed sinc, without any shift in time: output sample t is the
 * input's band at time t. It waits for {@value #REACH} further input samples, so the last
 * millisecond or two of a packet comes out with the next one.
 */
final class Upsampler {
  private static final int REACH = 16;
  private static final int HISTORY = 2 * REACH + 48_000;

  private final float[] input = new float[HISTORY];
  private int rateHz;
  private long firstOut;
  private long nextOut;
  private long pushed;
  private int held;
  private long heldFrom;

  /** Takes a value that belongs to a sample number of the capture clock. */
  interface Sink {
    void put(long sample, float value);
  }

  void reset() {
    rateHz = 0;
    held = 0;
  }

  /** Begins a run whose first input sample lies at output sample {@code start}. */
  void begin(long start, int newRateHz) {
    rateHz = newRateHz;
    firstOut = start;
    nextOut = start;
    pushed = 0;
    held = 0;
    heldFrom = 0;
  }

  boolean fits(int packetRateHz) {
    return packetRateHz == rateHz;
  }

  /** The output sample at which the next input sample lies. */
  long next() {
    return rateHz == 0
        ? Long.MIN_VALUE / 2
        : firstOut + pushed * StreamFormat.SAMPLE_RATE_HZ / rateHz;
  }

  void push(short[] samples, Sink out) {
    if (rateHz == StreamFormat.SAMPLE_RATE_HZ) {
      for (short sample : samples) {
        out.put(nextOut++, sample / 32_768f);
      }
      pushed += samples.length;
      return;
    }
    makeRoom(samples.length);
    for (short sample : samples) {
      input[held++] = sample / 32_768f;
    }
    pushed += samples.length;
    drain(out);
  }

  private void drain(Sink out) {
    while (true) {
      double place = (nextOut - firstOut) * (double) rateHz / StreamFormat.SAMPLE_RATE_HZ;
      long nearest = (long) Math.floor(place);
      if (nearest + REACH >= pushed) {
        return;
      }
      out.put(nextOut++, valueAt(place, nearest));
    }
  }

  private float valueAt(double place, long nearest) {
    double sum = 0;
    double gain = 0;
    for (long k = nearest - REACH + 1; k <= nearest + REACH; k++) {
      double distance = place - k;
      double weight = sinc(distance) * (0.5 + 0.5 * Math.cos(Math.PI * distance / (REACH + 1)));
      gain += weight;
      long slot = k - heldFrom;
      if (slot >= 0 && slot < held) {
        sum += weight * input[(int) slot];
      }
    }
    return (float) (sum / gain);
  }

  private void makeRoom(int incoming) {
    if (held + incoming <= input.length) {
      return;
    }
    int keep = Math.min(held, 2 * REACH + 8);
    System.arraycopy(input, held - keep, input, 0, keep);
    heldFrom += held - keep;
    held = keep;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
