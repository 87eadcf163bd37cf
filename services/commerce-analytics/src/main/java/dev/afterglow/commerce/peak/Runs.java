package dev.afterglow.commerce.peak;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * When the level of a curve began that holds at each minute: Bayesian online change-point detection
 * (Adams and MacKay 2007, arXiv 0710.3742). Minutes of one level are Poisson counts around a rate
 * with a Gamma prior; a level ends with the same probability after every minute. Of the levels that
 * may hold, those below a millionth are given up, and the least likely past 120.
 *
 * <p>Arithmetic is Java's own, not the processor's, so a replay gives the same bits anywhere.
 */
final class Runs {
  static final int MOST = 120;
  private static final double LEAST = 1e-6;

  /** A level lasts half an hour on average. */
  static final double CHANGE = 1.0 / 30;

  /**
   * The levels that may hold at one minute.
   *
   * @param starts the first minute of each
   * @param masses their probabilities, from the minutes so far
   */
  record Belief(int[] starts, double[] masses) {}

  private final double shape;
  private final double exposure;
  private final double[] sums;

  /**
   * @param shape of the prior, above 0
   * @param exposure of the prior, minutes, above 0
   * @param sums what the curve comes to before each minute, and at its end
   */
  Runs(double shape, double exposure, double[] sums) {
    this.shape = shape;
    this.exposure = exposure;
    this.sums = sums;
  }

  /** The beliefs after each minute. */
  Belief[] filter() {
    Belief[] beliefs = new Belief[sums.length - 1];
    for (int minute = 0; minute < beliefs.length; minute++) {
      beliefs[minute] =
          minute == 0
              ? new Belief(new int[] {0}, new double[] {1})
              : next(beliefs[minute - 1], minute);
    }
    return beliefs;
  }

  private Belief next(Belief before, int minute) {
    int count = before.starts().length;
    int[] starts = Arrays.copyOf(before.starts(), count + 1);
    double[] masses = new double[count + 1];
    double most = fit(minute, minute);
    double[] fits = new double[count + 1];
    fits[count] = most;
    for (int i = 0; i < count; i++) {
      fits[i] = fit(starts[i], minute);
      most = Math.max(most, fits[i]);
    }
    for (int i = 0; i < count; i++) {
      masses[i] = before.masses()[i] * (1 - CHANGE) * FastMath.exp(fits[i] - most);
    }
    starts[count] = minute;
    masses[count] = CHANGE * FastMath.exp(fits[count] - most);
    return pruned(starts, masses);
  }

  /** The logarithm of how likely a minute is in a level, but for what is the same in all. */
  private double fit(int start, int minute) {
    double a = shape + sums[minute] - sums[start];
    double b = exposure + minute - start;
    double seen = sums[minute + 1] - sums[minute];
    return Gamma.logGamma(a + seen)
        - Gamma.logGamma(a)
        + a * FastMath.log(b / (b + 1))
        - seen * FastMath.log(b + 1);
  }

  private static Belief pruned(int[] starts, double[] masses) {
    double all = Arrays.stream(masses).sum();
    double[] sorted = Arrays.copyOf(masses, masses.length);
    Arrays.sort(sorted);
    double least = Math.max(LEAST * all, sorted[Math.max(0, sorted.length - MOST)]);
    int[] kept = IntStream.range(0, masses.length).filter(i -> masses[i] >= least).toArray();
    double sum = Arrays.stream(kept).mapToDouble(i -> masses[i]).sum();
    return new Belief(
        Arrays.stream(kept).map(i -> starts[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> masses[i] / sum).toArray());
  }
}
