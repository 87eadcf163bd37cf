package dev.afterglow.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Small signal arithmetic over what was decoded. */
final class Signals {
  private Signals() {}

  /** Pearson's r of two runs of the same length. */
  static double pearson(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** When a run of samples rises above a level, after having been below for a while; seconds. */
  static List<Double> onsets(
      IntToDoubleFunction level, int count, double rateHz, double above, double quietS) {
    List<Double> onsets = new ArrayList<>();
    double lastLoud = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double time = i / rateHz;
      if (level.applyAsDouble(i) > above) {
        if (time - lastLoud > quietS) {
          onsets.add(time);
        }
        lastLoud = time;
      }
    }
    return onsets;
  }

  /** The loudness of samples in steps of a thousandth of a second: the root of the mean square. */
  static double[] loudness(short[] samples, int rateHz) {
    int step = rateHz / 1_000;
    double[] loudness = new double[samples.length / step];
    for (int i = 0; i < loudness.length; i++) {
      double sum = 0;
      for (int k = 0; k < step; k++) {
        double value = samples[i * step + k];
        sum += value * value;
      }
      loudness[i] = Math.sqrt(sum / step);
    }
    return loudness;
  }

  /**
   * Where in a long run a short one is found: the index of the place that correlates best. The long
   * run may begin in the middle of the short one, so places before its beginning count as well.
   */
  static int find(double[] within, double[] what) {
    int best = 0;
    double bestR = -2;
    for (int start = -what.length / 2; start <= within.length - what.length / 2; start += 2) {
      int from = Math.max(0, -start);
      int to = Math.min(what.length, within.length - start);
      double[] a = new double[to - from];
      double[] b = new double[to - from];
      for (int i = from; i < to; i++) {
        a[i - from] = what[i];
        b[i - from] = within[start + i];
      }
      double r = pearson(a, b) * Math.sqrt((double) (to - from) / what.length);
      if (r > bestR) {
        bestR = r;
        best = start;
      }
    }
    return best;
  }
}
