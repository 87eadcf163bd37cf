package dev.afterglow.commerce.peak;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * Where the levels of a curve lie when all of it is known. The filter's beliefs are smoothed
 * backwards: where a level ends, the one before it is as the filter believed then, because a new
 * level forgets the old one (the backward pass of Fearnhead 2006, "Exact and efficient Bayesian
 * inference for multiple changepoint problems").
 */
final class Levels {
  private static final double LEAST = 1e-6;
  private static final double MANY = 10_000;
  private static final double FEWEST = 5;

  /** One that a segment of the curve may be: minutes first to last, both within. */
  private interface Segments {
    void accept(int first, int last, double probability);
  }

  private final double shape;
  private final double exposure;
  private final double[] sums;
  private final Runs.Belief[] beliefs;

  /**
   * @param curve one number a minute, scattering like a Poisson count; not empty
   */
  Levels(double[] curve) {
    this.sums = new double[curve.length + 1];
    for (int i = 0; i < curve.length; i++) {
      sums[i + 1] = sums[i] + curve[i];
    }
    double mean = sums[curve.length] / curve.length;
    // One minute's worth of an average minute: next to nothing beside what the minutes say.
    this.shape = Math.max(mean, 0.1);
    this.exposure = shape / Math.max(mean, 1e-3);
    this.beliefs = new Runs(shape, exposure, sums).filter();
  }

  /** The probability, a minute, that the level was above a bound. */
  double[] above(double bound) {
    double[] steps = new double[beliefs.length + 1];
    segments(
        (first, last, probability) -> {
          double share = probability * tail(first, last, bound);
          steps[first] += share;
          steps[last + 1] -= share;
        });
    double[] found = new double[beliefs.length];
    double running = 0;
    for (int i = 0; i < found.length; i++) {
      running += steps[i];
      found[i] = Math.clamp(running, 0, 1);
    }
    return found;
  }

  private void segments(Segments to) {
    int last = beliefs.length - 1;
    Map<Integer, Double> smoothed = new HashMap<>();
    end(last, 1, smoothed, to);
    for (int minute = last; minute > 0; minute--) {
      Double change = smoothed.remove(minute);
      if (change != null && change > LEAST) {
        end(minute - 1, change, smoothed, to);
      }
    }
  }

  /** With some probability a level ends after a minute; which one, the filter believed then. */
  private void end(int minute, double probability, Map<Integer, Double> smoothed, Segments to) {
    Runs.Belief belief = beliefs[minute];
    for (int i = 0; i < belief.starts().length; i++) {
      double share = probability * belief.masses()[i];
      smoothed.merge(belief.starts()[i], share, Double::sum);
      if (share > LEAST) {
        to.accept(belief.starts()[i], minute, share);
      }
    }
  }

  /** The probability that the rate of a segment is above a bound. */
  private double tail(int first, int last, double bound) {
    double a = shape + sums[last + 1] - sums[first];
    double at = bound * (exposure + last + 1 - first);
    return a > MANY
        ? 0.5 * Erf.erfc((at - a) / FastMath.sqrt(2 * a))
        : Gamma.regularizedGammaQ(a, at);
  }

  /**
   * What is usual: the median. Where a minute holds so little that the median lies far from the
   * mean by itself, it is the mean.
   *
   * @param dispersion variance over mean of the curve
   */
  static double usual(double[] curve, double dispersion) {
    double[] sorted = curve.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return median >= FEWEST * dispersion ? median : Arrays.stream(curve).average().orElse(0);
  }
}
