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
  static List<Double> onsets(IntToDoubleFunction level, int count, double rateHz, double above,
      double quietS) {
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
   * By how many steps the second run lies later than the first where they fit best.
   *
   * @param most the largest shift looked at, in either direction
   */
  static int bestShift(double[] first, double[] second, int most) {
    int best = 0;
    double bestR = -2;
    for (int shift = -most; shift <= most; shift++) {
      int from = Math.max(0, -shift);
      int to = Math.min(first.length, second.length - shift);
      if (to - from < first.length / 3) {
        continue;
      }
      double[] a = new double[to - from];
      double[] b = new double[to - from];
      for (int i = from; i < to; i++) {
        a[i - from] = first[i];
        b[i - from] = second[i + shift];
      }
      double r = pearson(a, b);
      if (r > bestR) {
        bestR = r;
        best = shift;
      }
    }
    return best;
  }
}
