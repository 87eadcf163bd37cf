package dev.afterglow.render.fill;

/**
 * A voice made of formants, to calibrate vowels by: a train of pulses through a low-pass for the
 * glottis and a cascade of two-pole resonators (Klatt, JASA 67(3), 1980, equations 1 to 3). At
 * 16,000 samples a second.
 */
final class FormantVoice {
  /** Samples a second. */
  static final int RATE_HZ = 16_000;

  private static final double GLOTTIS_HZ = 100;

  /** Of a mouth that is open. */
  static final double[] OPEN_HZ = {60, 90, 150, 200, 250};

  /** Of a sound through the nose, whose passages swallow all but the lowest. */
  static final double[] NASAL_HZ = {60, 500, 500, 600, 700};

  /** Above the third formant all vowels have the same ones, as in Klatt's table. */
  private static final double[] HIGHER_HZ = {3_500, 4_500};

  private FormantVoice() {}

  /**
   * A steady sound.
   *
   * @param pitchHz pulses a second
   * @param formantsHz the lowest three
   * @param bandwidthsHz of all five
   * @return {@code length} samples of about unit power, past the onset
   */
  static float[] hum(double pitchHz, double[] formantsHz, double[] bandwidthsHz, int length) {
    int settle = RATE_HZ / 10;
    double[] sound = new double[settle + length];
    double phase = 0;
    double glottis = 0;
    double decay = Math.exp(-2 * Math.PI * GLOTTIS_HZ / RATE_HZ);
    for (int i = 0; i < sound.length; i++) {
      phase += pitchHz / RATE_HZ;
      double pulse = phase >= 1 ? 1 : 0;
      phase -= pulse;
      glottis = decay * glottis + pulse;
      sound[i] = glottis;
    }
    for (int f = 0; f < bandwidthsHz.length; f++) {
      double hz = f < formantsHz.length ? formantsHz[f] : HIGHER_HZ[f - formantsHz.length];
      resonate(sound, hz, bandwidthsHz[f]);
    }
    return scaled(sound, settle, length);
  }

  private static void resonate(double[] sound, double hz, double bandwidthHz) {
    double c = -Math.exp(-2 * Math.PI * bandwidthHz / RATE_HZ);
    double b =
        2 * Math.exp(-Math.PI * bandwidthHz / RATE_HZ) * Math.cos(2 * Math.PI * hz / RATE_HZ);
    double a = 1 - b - c;
    double last = 0;
    double before = 0;
    for (int i = 0; i < sound.length; i++) {
      double out = a * sound[i] + b * last + c * before;
      before = last;
      last = out;
      sound[i] = out;
    }
  }

  private static float[] scaled(double[] sound, int from, int length) {
    double squares = 0;
    for (int i = from; i < from + length; i++) {
      squares += sound[i] * sound[i];
    }
    double gain = 0.1 / Math.sqrt(squares / length);
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) (gain * sound[from + i]);
    }
    return out;
  }
}
