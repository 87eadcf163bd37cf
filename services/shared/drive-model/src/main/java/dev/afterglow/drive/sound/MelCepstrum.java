package dev.afterglow.drive.sound;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mel-frequency cepstrum of a short stretch of voice (Davis and Mermelstein, IEEE ASSP 28(4),
 * 1980): emphasis of the highs ({@code x[n] - 0.97 x[n-1]}), a Hamming window, the power spectrum,
 * triangles of equal width on the mel scale ({@code 2595 log10(1 + f / 700)}, O'Shaughnessy 1987),
 * their logarithms, and a cosine transform of which the first coefficients are kept; the very first
 * is the mean of the logarithms, so loudness. For one thread.
 */
public final class MelCepstrum {
  private static final float EMPHASIS = 0.97f;
  // One step of 16 bits, squared: below it is nothing to hear.
  private static final double LEAST_POWER = 1e-7;

  private static final Map<Form, Tables> TABLES = new ConcurrentHashMap<>();

  private final Form form;
  private final Tables tables;
  private final double[] real;
  private final double[] imaginary;
  private final double[] logs;

  /**
   * What is cut out of a sound, and how finely it is told.
   *
   * @param rateHz samples a second
   * @param frame samples of a frame
   * @param points of the Fourier transform: a power of two, at least the frame
   * @param bands triangles
   * @param lowestHz where the first triangle begins
   * @param highestHz where the last triangle ends, at most half of the rate
   * @param count coefficients kept, loudness among them
   */
  public record Form(
      int rateHz, int frame, int points, int bands, double lowestHz, double highestHz, int count) {
    public Form {
      if (Integer.bitCount(points) != 1 || frame > points || highestHz > rateHz / 2.0) {
        throw new IllegalArgumentException("not a form: " + frame + " of " + points + " points");
      }
    }
  }

  /** A cepstrum of that form. */
  public MelCepstrum(Form form) {
    this.form = form;
    this.tables = TABLES.computeIfAbsent(form, Tables::new);
    this.real = new double[form.points()];
    this.imaginary = new double[form.points()];
    this.logs = new double[form.bands()];
  }

  /**
   * The cepstrum of a frame.
   *
   * @param samples from -1 to 1
   * @param from where the frame begins
   * @return as many coefficients as the form keeps
   */
  public float[] of(float[] samples, int from) {
    float[] cepstrum = new float[form.count()];
    of(samples, from, cepstrum);
    return cepstrum;
  }

  /**
   * The cepstrum of a frame. Allocates nothing.
   *
   * @param out gets as many coefficients as the form keeps
   */
  public void of(float[] samples, int from, float[] out) {
    for (int i = 0; i < form.points(); i++) {
      imaginary[i] = 0;
      real[i] = i < form.frame() ? emphasised(samples, from, i) * tables.window[i] : 0;
    }
    transform();
    for (int band = 0; band < form.bands(); band++) {
      logs[band] = Math.log(Math.max(power(tables.triangles[band]), LEAST_POWER));
    }
    for (int k = 0; k < form.count(); k++) {
      double sum = 0;
      for (int band = 0; band < form.bands(); band++) {
        sum += logs[band] * tables.cosines[k][band];
      }
      out[k] = (float) sum;
    }
  }

  private static float emphasised(float[] samples, int from, int i) {
    float before = i == 0 ? samples[from] : samples[from + i - 1];
    return samples[from + i] - EMPHASIS * before;
  }

  private double power(float[] triangle) {
    double sum = 0;
    for (int bin = 0; bin < triangle.length; bin++) {
      if (triangle[bin] > 0) {
        sum += triangle[bin] * (real[bin] * real[bin] + imaginary[bin] * imaginary[bin]);
      }
    }
    return sum;
  }

  /** The discrete Fourier transform in place (Cooley and Tukey, 1965). */
  private void transform() {
    int n = form.points();
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        swap(real, i, j);
        swap(imaginary, i, j);
      }
    }
    for (int length = 2; length <= n; length <<= 1) {
      for (int k = 0; k < length / 2; k++) {
        double wr = tables.turnsReal[k * (n / length)];
        double wi = tables.turnsImaginary[k * (n / length)];
        for (int i = k; i < n; i += length) {
          butterfly(real, imaginary, i, i + length / 2, wr, wi);
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

  /** What all cepstra of a form share. */
  private static final class Tables {
    private final float[] window;
    private final float[][] triangles;
    private final float[][] cosines;
    private final double[] turnsReal;
    private final double[] turnsImaginary;

    Tables(Form form) {
      window = new float[form.frame()];
      for (int i = 0; i < form.frame(); i++) {
        window[i] = (float) (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (form.frame() - 1)));
      }
      triangles = triangles(form);
      cosines = cosines(form);
      turnsReal = new double[form.points() / 2];
      turnsImaginary = new double[form.points() / 2];
      for (int k = 0; k < form.points() / 2; k++) {
        turnsReal[k] = Math.cos(-2 * Math.PI * k / form.points());
        turnsImaginary[k] = Math.sin(-2 * Math.PI * k / form.points());
      }
    }

    private static float[][] triangles(Form form) {
      double low = mel(form.lowestHz());
      double step = (mel(form.highestHz()) - low) / (form.bands() + 1);
      float[][] triangles = new float[form.bands()][form.points() / 2 + 1];
      for (int band = 0; band < form.bands(); band++) {
        double centre = low + (band + 1) * step;
        for (int bin = 0; bin < triangles[band].length; bin++) {
          double off = Math.abs(mel((double) bin * form.rateHz() / form.points()) - centre) / step;
          triangles[band][bin] = (float) Math.max(0, 1 - off);
        }
      }
      return triangles;
    }

    private static double mel(double hz) {
      return 2_595 * Math.log10(1 + hz / 700);
    }

    private static float[][] cosines(Form form) {
      float[][] cosines = new float[form.count()][form.bands()];
      for (int k = 0; k < form.count(); k++) {
        double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / form.bands());
        for (int band = 0; band < form.bands(); band++) {
          cosines[k][band] = (float) (scale * Math.cos(Math.PI * k * (band + 0.5) / form.bands()));
        }
      }
      return cosines;
    }
  }
}
