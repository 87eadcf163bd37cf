package dev.afterglow.capture.liveness.digits;

/**
 * The mel-frequency cepstrum of 25 ms of voice at 16,000 samples a second (Davis and Mermelstein,
 * IEEE ASSP 28(4), 1980): emphasis of the highs ({@code x[n] - 0.97 x[n-1]}), a Hamming window, the
 * power spectrum over 512 points, 26 triangles of equal width on the mel scale ({@code 2595 log10(1
 * + f / 700)}, O'Shaughnessy 1987) from 100 to 7,500 Hz, their logarithms, and a cosine transform
 * of which 13 coefficients are kept; the first is the mean of the logarithms, so loudness. For one
 * thread.
 */
final class MelCepstrum {
  /** Samples a second. */
  static final int RATE_HZ = 16_000;

  /** Samples of a frame: 25 ms. */
  static final int FRAME = 400;

  /** Coefficients of a frame. */
  static final int COUNT = 13;

  private static final int POINTS = 512;
  private static final int BINS = POINTS / 2 + 1;
  private static final int BANDS = 26;
  private static final double LOWEST_HZ = 100;
  private static final double HIGHEST_HZ = 7_500;
  private static final float EMPHASIS = 0.97f;
  // One step of 16 bits, squared: below it is nothing to hear.
  private static final double LEAST_POWER = 1e-7;

  private static final float[] WINDOW = window();
  private static final float[][] TRIANGLES = triangles();
  private static final float[][] COSINES = cosines();

  private static final double[] TURNS_RE = new double[POINTS / 2];
  private static final double[] TURNS_IM = new double[POINTS / 2];

  static {
    for (int k = 0; k < POINTS / 2; k++) {
      TURNS_RE[k] = Math.cos(-2 * Math.PI * k / POINTS);
      TURNS_IM[k] = Math.sin(-2 * Math.PI * k / POINTS);
    }
  }

  private final double[] real = new double[POINTS];
  private final double[] imaginary = new double[POINTS];
  private final double[] logs = new double[BANDS];

  /**
   * The cepstrum of a frame.
   *
   * @param samples from -1 to 1
   * @param from where the frame of {@link #FRAME} samples begins
   */
  float[] of(float[] samples, int from) {
    for (int i = 0; i < POINTS; i++) {
      imaginary[i] = 0;
      real[i] = i < FRAME ? emphasised(samples, from, i) * WINDOW[i] : 0;
    }
    transform(real, imaginary);
    for (int band = 0; band < BANDS; band++) {
      logs[band] = Math.log(Math.max(power(TRIANGLES[band]), LEAST_POWER));
    }
    float[] cepstrum = new float[COUNT];
    for (int k = 0; k < COUNT; k++) {
      double sum = 0;
      for (int band = 0; band < BANDS; band++) {
        sum += logs[band] * COSINES[k][band];
      }
      cepstrum[k] = (float) sum;
    }
    return cepstrum;
  }

  private static float emphasised(float[] samples, int from, int i) {
    float before = i == 0 ? samples[from] : samples[from + i - 1];
    return samples[from + i] - EMPHASIS * before;
  }

  private double power(float[] triangle) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (triangle[bin] > 0) {
        sum += triangle[bin] * (real[bin] * real[bin] + imaginary[bin] * imaginary[bin]);
      }
    }
    return sum;
  }

  /** The discrete Fourier transform in place (Cooley and Tukey, 1965), of {@link #POINTS}. */
  private static void transform(double[] re, double[] im) {
    int n = POINTS;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
    for (int length = 2; length <= n; length <<= 1) {
      for (int k = 0; k < length / 2; k++) {
        double wr = TURNS_RE[k * (POINTS / length)];
        double wi = TURNS_IM[k * (POINTS / length)];
        for (int i = k; i < n; i += length) {
          butterfly(re, im, i, i + length / 2, wr, wi);
        }
      }
    }
  }

  private static void butterfly(double[] re, double[] im, int a, int b, double wr, double wi) {
    double r = re[b] * wr - im[b] * wi;
    double i = re[b] * wi + im[b] * wr;
    re[b] = re[a] - r;
    im[b] = im[a] - i;
    re[a] += r;
    im[a] += i;
  }

  private static void swap(double[] values, int i, int j) {
    double held = values[i];
    values[i] = values[j];
    values[j] = held;
  }

  private static float[] window() {
    float[] window = new float[FRAME];
    for (int i = 0; i < FRAME; i++) {
      window[i] = (float) (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (FRAME - 1)));
    }
    return window;
  }

  private static float[][] triangles() {
    double low = mel(LOWEST_HZ);
    double step = (mel(HIGHEST_HZ) - low) / (BANDS + 1);
    float[][] triangles = new float[BANDS][BINS];
    for (int band = 0; band < BANDS; band++) {
      double centre = low + (band + 1) * step;
      for (int bin = 0; bin < BINS; bin++) {
        double off = Math.abs(mel((double) bin * RATE_HZ / POINTS) - centre) / step;
        triangles[band][bin] = (float) Math.max(0, 1 - off);
      }
    }
    return triangles;
  }

  private static double mel(double hz) {
    return 2_595 * Math.log10(1 + hz / 700);
  }

  private static float[][] cosines() {
    float[][] cosines = new float[COUNT][BANDS];
    for (int k = 0; k < COUNT; k++) {
      double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / BANDS);
      for (int band = 0; band < BANDS; band++) {
        cosines[k][band] = (float) (scale * Math.cos(Math.PI * k * (band + 0.5) / BANDS));
      }
    }
    return cosines;
  }
}
