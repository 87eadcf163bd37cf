package dev.afterglow.render.fill;

import dev.afterglow.drive.sound.MelCepstrum;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Which vowel a stretch of voice is nearest to, after uLipSync's published method (MIT; written
 * anew): twelve mel-cepstral coefficients of 64 ms against a profile of each vowel, all
 * standardised by the profiles' own mean and spread, and a score of {@code 10^(-2 distance)} of the
 * nearer of a man's and a woman's, as shares of 1.
 *
 * <p>uLipSync calibrates the profiles to a user. Here they are calibrated once, by sounds that
 * {@link FormantVoice} makes from the mean formants of 33 men and 28 women (Peterson and Barney,
 * JASA 24(2), 1952, table II: /a/ 730 1090 2440 and 850 1220 2810 Hz and so on), each at three
 * pitches; the closed mouth from the murmur of nasals (Fujimura, JASA 34(12), 1962: about 300, 1000
 * and 2200 Hz). A microphone and a throat colour every sound alike, so the mean of the voice heard
 * so far takes the place of the profiles' mean, with {@value #PRIOR_FRAMES} frames' worth of trust
 * in theirs. For one thread.
 */
final class VowelProfiles {
  /** Samples of a window: 64 ms at 16,000 a second. */
  static final int WINDOW = 1_024;

  private static final int LOUDNESS = 1;
  private static final int COEFFICIENTS = 12;
  private static final MelCepstrum.Form FORM =
      new MelCepstrum.Form(
          FormantVoice.RATE_HZ, WINDOW, WINDOW, 30, 60, 7_500, LOUDNESS + COEFFICIENTS);
  private static final double PRIOR_FRAMES = 60;

  /** How much more a vowel counts that is nearer by one spread: a hundred times. */
  private static final double SHARPNESS = 2;

  /** Half of what is known of a voice is forgotten after so many frames. */
  private static final double MEMORY = 600;

  private static final double[][] MEN_HZ = {
    {730, 1_090, 2_440},
    {270, 2_290, 3_010},
    {300, 870, 2_240},
    {530, 1_840, 2_480},
    {570, 840, 2_410},
    {300, 1_000, 2_200}
  };
  private static final double[][] WOMEN_HZ = {
    {850, 1_220, 2_810},
    {310, 2_790, 3_310},
    {370, 950, 2_670},
    {610, 2_330, 2_990},
    {590, 920, 2_710},
    {300, 1_000, 2_200}
  };
  private static final double[] MENS_PITCHES_HZ = {100, 125, 150};
  private static final double[] WOMENS_PITCHES_HZ = {180, 210, 250};
  private static final Vowel[] VOWELS = Vowel.values();
  private static final Calibration CALIBRATION = new Calibration();

  private final MelCepstrum mel = new MelCepstrum(FORM);
  private final float[] cepstrum = new float[LOUDNESS + COEFFICIENTS];
  private final double[] heard = CALIBRATION.mean.clone();
  private final double[] shares = new double[VOWELS.length];
  private double frames = PRIOR_FRAMES;

  /** Forgets the voice. */
  void forget() {
    System.arraycopy(CALIBRATION.mean, 0, heard, 0, COEFFICIENTS);
    frames = PRIOR_FRAMES;
  }

  /**
   * The share of each vowel in a window, in the order of {@link Vowel}; together 1. The array is
   * used again.
   *
   * @param window {@link #WINDOW} samples, from -1 to 1, in which somebody speaks
   */
  double[] shares(float[] window) {
    mel.of(window, 0, cepstrum);
    frames = Math.min(frames + 1, MEMORY);
    for (int k = 0; k < COEFFICIENTS; k++) {
      heard[k] += (cepstrum[LOUDNESS + k] - heard[k]) / frames;
    }
    double sum = 0;
    for (int v = 0; v < VOWELS.length; v++) {
      double nearest = Math.min(distance(CALIBRATION.men[v]), distance(CALIBRATION.women[v]));
      shares[v] = Math.pow(10, -SHARPNESS * nearest);
      sum += shares[v];
    }
    for (int v = 0; v < VOWELS.length; v++) {
      shares[v] /= sum;
    }
    return shares;
  }

  /** Root mean square of what the newest cepstrum is off a profile, in spreads. */
  private double distance(double[] profile) {
    double squares = 0;
    for (int k = 0; k < COEFFICIENTS; k++) {
      double off = (cepstrum[LOUDNESS + k] - heard[k]) / CALIBRATION.spread[k] - profile[k];
      squares += off * off;
    }
    return Math.sqrt(squares / COEFFICIENTS);
  }

  /** What the made voices teach: the mean and spread of all, and where each vowel lies. */
  private static final class Calibration {
    private final double[] mean = new double[COEFFICIENTS];
    private final double[] spread = new double[COEFFICIENTS];
    private final double[][] men = new double[VOWELS.length][COEFFICIENTS];
    private final double[][] women = new double[VOWELS.length][COEFFICIENTS];

    Calibration() {
      MelCepstrum mel = new MelCepstrum(FORM);
      for (Vowel vowel : VOWELS) {
        int v = vowel.ordinal();
        add(mel, vowel, MEN_HZ[v], MENS_PITCHES_HZ, men[v]);
        add(mel, vowel, WOMEN_HZ[v], WOMENS_PITCHES_HZ, women[v]);
      }
      double[][] all =
          Stream.concat(Arrays.stream(men), Arrays.stream(women)).toArray(double[][]::new);
      for (int k = 0; k < COEFFICIENTS; k++) {
        int at = k;
        mean[k] = Arrays.stream(all).mapToDouble(it -> it[at]).average().orElseThrow();
        double squares = Arrays.stream(all).mapToDouble(it -> Math.pow(it[at] - mean[at], 2)).sum();
        spread[k] = Math.sqrt(squares / all.length);
        for (double[] profile : all) {
          profile[k] = (profile[k] - mean[k]) / spread[k];
        }
      }
    }

    private static void add(
        MelCepstrum mel, Vowel vowel, double[] formantsHz, double[] pitchesHz, double[] into) {
      double[] bandwidths = vowel == Vowel.N ? FormantVoice.NASAL_HZ : FormantVoice.OPEN_HZ;
      for (double pitch : pitchesHz) {
        float[] made = mel.of(FormantVoice.hum(pitch, formantsHz, bandwidths, WINDOW), 0);
        for (int k = 0; k < COEFFICIENTS; k++) {
          into[k] += made[LOUDNESS + k] / pitchesHz.length;
        }
      }
    }
  }
}
