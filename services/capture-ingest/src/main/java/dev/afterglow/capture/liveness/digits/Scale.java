package dev.afterglow.capture.liveness.digits;

import java.util.List;

/**
 * Takes the microphone, the room and the speaker's own mean out of features: each value against its
 * mean over all ten digits, in units of its spread (cepstral mean and variance normalisation). The
 * mean of one word alone would take the word away. Loudness and slopes weigh less, by judgement.
 */
final class Scale {
  private static final double LOUDNESS = 0.5;
  private static final double SLOPES = 0.7;
  private static final double LEAST_SPREAD = 0.05;

  private final double[] mean = new double[Speech.VALUES];
  private final double[] per = new double[Speech.VALUES];

  /** The scale of these words' features. */
  Scale(List<float[][]> words) {
    long count = words.stream().mapToLong(it -> it.length).sum();
    for (int k = 0; k < Speech.VALUES; k++) {
      double sum = 0;
      double squares = 0;
      for (float[][] word : words) {
        for (float[] row : word) {
          sum += row[k];
          squares += (double) row[k] * row[k];
        }
      }
      mean[k] = sum / count;
      double spread = Math.sqrt(Math.max(0, squares / count - mean[k] * mean[k]));
      per[k] = weight(k) / Math.max(LEAST_SPREAD, spread);
    }
  }

  /** The features on this scale. */
  float[][] of(float[][] features) {
    float[][] scaled = new float[features.length][Speech.VALUES];
    for (int t = 0; t < features.length; t++) {
      for (int k = 0; k < Speech.VALUES; k++) {
        scaled[t][k] = (float) ((features[t][k] - mean[k]) * per[k]);
      }
    }
    return scaled;
  }

  private static double weight(int k) {
    double loudness = k % SpeechForm.COUNT == 0 ? LOUDNESS : 1;
    return loudness * (k < SpeechForm.COUNT ? 1 : SLOPES);
  }
}
