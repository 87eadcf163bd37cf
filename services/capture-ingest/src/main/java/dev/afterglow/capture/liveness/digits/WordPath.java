package dev.afterglow.capture.liveness.digits;

import java.util.Arrays;

/**
 * The cheapest ways through one word of a template, frame by frame of what was said (dynamic time
 * warping with Itakura's slopes, IEEE ASSP 23(1), 1975): every frame said counts once; the template
 * goes on by none, one or two of its frames, none never twice in a row; its first and its last
 * frame may be left out.
 */
final class WordPath {
  private static final float NEVER = Float.POSITIVE_INFINITY;

  private final float[][] costs;
  private final int length;

  /**
   * The costs of pairing what was said with a template.
   *
   * @param said rows of features
   * @param template rows of features, three or more
   */
  WordPath(float[][] said, float[][] template) {
    length = template.length;
    costs = new float[said.length][length];
    for (int t = 0; t < said.length; t++) {
      for (int i = 0; i < length; i++) {
        costs[t][i] = distance(said[t], template[i]);
      }
    }
  }

  /**
   * The mean cost a frame of reading frames as this word, all of them; infinite if it cannot be.
   */
  double whole() {
    int frames = costs.length;
    float[] entries = new float[frames + 1];
    Arrays.fill(entries, NEVER);
    entries[0] = 0;
    float[] exits = new float[frames + 1];
    Arrays.fill(exits, NEVER);
    through(0, frames, entries, new boolean[frames], exits);
    return exits[frames] / frames;
  }

  /**
   * Reads this word, from wherever it may begin.
   *
   * @param from the first frame that was said
   * @param to behind the last
   * @param entries entry {@code t - from}: the cost of all before, where the word may begin with
   *     frame {@code t}
   * @param fresh by frame: whether a pause is before it, within which no word goes on
   * @param exits entry {@code t - from} is lowered to the cost of all before frame {@code t}, where
   *     the word ends there
   */
  void through(int from, int to, float[] entries, boolean[] fresh, float[] exits) {
    float[] before = new float[length];
    float[] now = new float[length];
    boolean[] stood = new boolean[length];
    boolean[] stands = new boolean[length];
    Arrays.fill(before, NEVER);
    for (int t = from; t < to; t++) {
      boolean goesOn = !fresh[t] || t == from;
      for (int i = 0; i < length; i++) {
        float best = i < 2 ? entries[t - from] : NEVER;
        boolean standing = false;
        if (goesOn) {
          best = Math.min(best, Math.min(at(before, i - 1), at(before, i - 2)));
          if (!stood[i] && before[i] < best) {
            best = before[i];
            standing = true;
          }
        }
        now[i] = best + costs[t][i];
        stands[i] = standing;
      }
      float end = Math.min(now[length - 1], now[length - 2]);
      exits[t + 1 - from] = Math.min(exits[t + 1 - from], end);
      float[] swap = before;
      before = now;
      now = swap;
      boolean[] swapped = stood;
      stood = stands;
      stands = swapped;
    }
  }

  private static float at(float[] values, int i) {
    return i < 0 ? NEVER : values[i];
  }

  private static float distance(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      float difference = a[k] - b[k];
      sum += difference * difference;
    }
    return (float) Math.sqrt(sum);
  }
}
