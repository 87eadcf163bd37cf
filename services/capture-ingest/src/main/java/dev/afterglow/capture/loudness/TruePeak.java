package dev.afterglow.capture.loudness;

/**
 * How high a sound peaks between its samples: four times as many points as samples, as ITU-R
 * BS.1770-4, annex 2 asks for, by a sinc of 16 samples under a Kaiser window (beta 5). It reads a
 * tone at most 0.15 dB too low up to 12 kHz, and 0.3 dB at 16 kHz.
 */
public final class TruePeak {
  /** How many samples after an instant must be known to tell its peak. */
  public static final int DELAY = 8;

  /** How many times the greatest sample a peak between samples can be read at most. */
  public static final float MOST_RISE;

  /**
   * By how many times the greatest difference of neighbours a peak between samples can be read
   * higher than the greatest sample. Slow sounds so need no look between their samples.
   */
  public static final float MOST_SWING;

  private static final int TAPS = 2 * DELAY;
  private static final double BETA = 5;
  // The weights at a quarter and at three quarters mirror each other, those at a half themselves.
  // So
  // all three come from the sums and the differences of the samples that mirror each other.
  private static final float[] HALF = taps(0.5);
  private static final float[] EVEN = new float[DELAY];
  private static final float[] ODD = new float[DELAY];

  static {
    float[] quarter = taps(0.25);
    for (int k = 0; k < DELAY; k++) {
      EVEN[k] = (quarter[k] + quarter[TAPS - 1 - k]) / 2;
      ODD[k] = (quarter[k] - quarter[TAPS - 1 - k]) / 2;
    }
    MOST_RISE = Math.max(magnitude(quarter), magnitude(HALF));
    MOST_SWING = Math.max(swing(quarter, 0.25), swing(HALF, 0.5));
  }

  private TruePeak() {}

  /**
   * The greatest magnitude from the sample {@link #DELAY} before the newest up to the one after it.
   *
   * @param sound samples in order
   * @param newest the index of the newest sample; 15 or more
   */
  public static float at(float[] sound, int newest) {
    int oldest = newest - TAPS + 1;
    float half = 0;
    float even = 0;
    float odd = 0;
    for (int k = 0; k < DELAY; k++) {
      float early = sound[oldest + k];
      float late = sound[newest - k];
      float sum = early + late;
      half += HALF[k] * sum;
      even += EVEN[k] * sum;
      odd += ODD[k] * (early - late);
    }
    float here = Math.abs(sound[newest - DELAY]);
    // A quarter is even + odd, three quarters is even - odd: the greater is the sum of magnitudes.
    float between = Math.abs(even) + Math.abs(odd);
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

  /**
   * What weights make of differences beyond a straight line between the two samples in the middle:
   * their sum up to each sample, less the line's, is what the difference after it is weighed with.
   */
  private static float swing(float[] taps, double fraction) {
    double beyond = 0;
    double sum = 0;
    for (int k = 0; k < TAPS; k++) {
      double line = k == DELAY - 1 ? 1 - fraction : k == DELAY ? fraction : 0;
      beyond += taps[k] - line;
      sum += Math.abs(beyond);
    }
    return (float) sum;
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
