package dev.afterglow.capture.liveness.digits;

import java.util.Arrays;
import java.util.List;

/**
 * How well a stretch of voice reads as given digits, and how well as any other digits of the same
 * number: level building (Myers and Rabiner, IEEE ASSP 29(2), 1981), so words that run into each
 * other are told apart like words with pauses between them. For one thread.
 */
final class CodeSearch {
  private static final float NEVER = Float.POSITIVE_INFINITY;

  private final List<Template> templates;
  private final List<WordPath> paths;
  private final boolean[] fresh;

  /** A digit as it was spoken once. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Template(int digit, float[][] rows) {
    @Override
    public String toString() {
      return "Template[" + rows.length + " frames]";
    }
  }

  /**
   * Mean costs a frame; infinite where it cannot be read so.
   *
   * @param wanted of the digits that were to be said
   * @param other of the best other digits
   */
  record Costs(double wanted, double other) {}

  /**
   * A search in what was said.
   *
   * @param said rows of features, without the pauses
   * @param fresh by frame: whether a pause was before it
   */
  CodeSearch(List<Template> templates, float[][] said, boolean[] fresh) {
    this.templates = templates;
    this.fresh = fresh;
    this.paths = templates.stream().map(it -> new WordPath(said, it.rows())).toList();
  }

  /**
   * The costs of the frames from one on up to another.
   *
   * @param digits what was to be said
   */
  Costs costs(int from, int to, String digits) {
    float[] as = never(to - from);
    float[] others = never(to - from);
    as[0] = 0;
    for (int place = 0; place < digits.length(); place++) {
      int wanted = digits.charAt(place) - '0';
      float[] asNext = never(to - from);
      float[] othersNext = never(to - from);
      float[] any = least(as, others);
      for (int i = 0; i < templates.size(); i++) {
        WordPath path = paths.get(i);
        if (templates.get(i).digit() == wanted) {
          path.through(from, to, as, fresh, asNext);
          path.through(from, to, others, fresh, othersNext);
        } else {
          path.through(from, to, any, fresh, othersNext);
        }
      }
      as = asNext;
      others = othersNext;
    }
    int frames = to - from;
    return new Costs(as[frames] / frames, others[frames] / frames);
  }

  private static float[] never(int frames) {
    float[] costs = new float[frames + 1];
    Arrays.fill(costs, NEVER);
    return costs;
  }

  private static float[] least(float[] a, float[] b) {
    float[] least = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      least[i] = Math.min(a[i], b[i]);
    }
    return least;
  }
}
