package dev.afterglow.capture.loudness;

/**
 * How high a sound peaks between its samples: four times as many points as samples, as ITU-R
 * BS.1770-4, annex 2 asks for, by a sinc of 16 samples under a Kaiser window (beta 5). It reads a
 * tone at most 0.15 dB too low up to 12 kHz, and 0.3 dB at 16 kHz.
 */
public final class TruePeak {
  /** How many samples after an instant must be known to tell its peak. */
  public static final int DELAY = 8;

  /** How much higher than the greatest sample a peak between samples can be read. */
  public static final float MOST_RISE;

  private static final int TAPS = 2 * DELAY;
  private static final double BETA = 5;
  private static final float[] QUARTER = taps(0.25);
  private static final float[] HALF = taps(0.5);
  private static final float[] THREE_QUARTERS = taps(0.75);

  static {
    MOST_RISE = Math.max(magnitude(QUARTER), magnitude(HALF));
  }

  private TruePeak() {}

  /**
   * The greatest magnitude from the sample {@link #DELAY} before the newest up to the one after it.
   *
   * @param ring the newest samples; its length is a power of two, 16 or more
   * @param newest the count of the newest sample; it lies at {@code newest % length}
   */
  public static float at(float[] ring, int newest) {
    int mask = ring.length - 1;
    float quarter = 0;
    float half = 0;
    float threeQuarters = 0;
    for (int k = 0; k < TAPS; k++) {
      float sample = ring[(newest - TAPS + 1 + k) & mask];
      quarter += QUARTER[k] * sample;
      half += HALF[k] * sample;
      threeQuarters += THREE_QUARTERS[k] * sample;
    }
    float here = Math.abs(ring[(newest - DELAY) & mask]);
    float between = Math.max(Math.abs(quarter), Math.abs(threeQuarters));
    return Math.max(here, Math.max(between, Math.abs(half)));
  }

  /** The weights of the samples around a point that is a fraction behind the eighth of them. */
  private static float[] taps(double fraction) {
    double[] weights = new double[TAPS];
    double sum = 0;
    for (int k = 0; k < TAPS; k++) {
      double x = k - (DELAY - 1) - fraction;
      double edge = x / DELAY;
      double window = bessel(BETA * Math.sqrt(Math.max(0, 1 - edge * edge))) / bessel(BETA);
      weights[k] = Math.sin(Math.PI * x) / (Math.PI * x) * window;
      sum += weights[k];
    }
    float[] taps = new float[TAPS];
    for (int k = 0; k < TAPS; k++) {
      taps[k] = (float) (weights[k] / sum);
    }
    return taps;
  }

  private static float magnitude(float[] taps) {
    float sum = 0;
    for (float tap : taps) {
      sum += Math.abs(tap);
    }
    return sum;
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
}
