package dev.afterglow.capture.liveness.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of voice as frames of 10 ms: its cepstra and how loud it was. Immutable; personal data,
 * never printed.
 */
public final class Speech {
  /** How far apart two frames are, microseconds. */
  public static final int FRAME_US = 10_000;

  /** Values of a frame: the cepstrum and how it changes. */
  static final int VALUES = 2 * SpeechForm.COUNT;

  private static final int REACH = 2;

  private final long startUs;
  private final float[][] cepstra;
  private final float[] levels;

  /**
   * Owns its arrays.
   *
   * @param startUs when its first frame begins
   * @param cepstra {@link SpeechForm#COUNT} coefficients a frame
   * @param levels how loud each frame was, dB of full scale
   */
  Speech(long startUs, float[][] cepstra, float[] levels) {
    this.startUs = startUs;
    this.cepstra = cepstra;
    this.levels = levels;
  }

  /** How many frames there are. */
  int length() {
    return levels.length;
  }

  float level(int frame) {
    return levels[frame];
  }

  /** The frames that begin in that time. */
  public Speech between(long fromUs, long toUs) {
    return cut(frame(fromUs), frame(toUs));
  }

  /** The frames from one on up to another, as far as there are any. */
  Speech cut(int from, int to) {
    int first = Math.clamp(from, 0, length());
    int end = Math.clamp(to, first, length());
    return new Speech(
        startUs + (long) first * FRAME_US,
        Arrays.copyOfRange(cepstra, first, end),
        Arrays.copyOfRange(levels, first, end));
  }

  /**
   * Cepstra with their slopes over five frames ({@code sum k (c[t+k] - c[t-k]) / 10}, k 1 to 2,
   * Furui, IEEE ASSP 34(1), 1986), one row of {@link #VALUES} a frame. The first coefficient stands
   * against the loudest frame's, so that it does not tell near from far.
   */
  float[][] features() {
    float loudest = Float.NEGATIVE_INFINITY;
    for (float[] frame : cepstra) {
      loudest = Math.max(loudest, frame[0]);
    }
    float[][] rows = new float[length()][VALUES];
    for (int t = 0; t < rows.length; t++) {
      for (int k = 0; k < SpeechForm.COUNT; k++) {
        rows[t][k] = cepstra[t][k] - (k == 0 ? loudest : 0);
        rows[t][SpeechForm.COUNT + k] = slope(t, k);
      }
    }
    return rows;
  }

  /** Where words are, by loudness: first frames and ends, in order. */
  List<Word> words() {
    return WordBounds.words(levels);
  }

  private float slope(int t, int k) {
    float sum = 0;
    for (int step = 1; step <= REACH; step++) {
      float after = cepstra[Math.min(length() - 1, t + step)][k];
      float before = cepstra[Math.max(0, t - step)][k];
      sum += step * (after - before);
    }
    return sum / 10;
  }

  /** The first frame that begins at or after that time, as far as there are any. */
  int frame(long us) {
    return (int) Math.clamp(Math.ceilDiv(us - startUs, FRAME_US), 0, length());
  }

  /** Joins stretches; what lay between them is left out. */
  static List<float[]> joined(float[][] features, List<Word> words) {
    List<float[]> rows = new ArrayList<>();
    for (Word word : words) {
      rows.addAll(Arrays.asList(features).subList(word.from(), word.to()));
    }
    return rows;
  }

  @Override
  public String toString() {
    return "Speech[" + length() + " frames]";
  }
}
