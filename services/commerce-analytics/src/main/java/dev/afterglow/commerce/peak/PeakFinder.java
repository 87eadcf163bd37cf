package dev.afterglow.commerce.peak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the peaks of one curve. */
final class PeakFinder {
  /** By how much a level passes the usual one to be a peak. */
  static final double ABOVE = 1.5;

  /** How sure its surest minute is. */
  static final double SURE = 0.95;

  /** How sure each of its minutes is: likelier above than not. */
  private static final double LIKELY = 0.5;

  /** Below this nothing is said: what is usual is not known yet. */
  static final int FEWEST_MINUTES = 20;

  /** Minutes, the first included, the last not. */
  record Found(int first, int end, double probability, double level, double usual) {}

  private PeakFinder() {}

  /**
   * The peaks, in order.
   *
   * @param curve one number a minute, never negative
   * @param floor the least variance over mean that minutes have of themselves
   */
  static List<Found> find(double[] curve, double floor) {
    if (curve.length < FEWEST_MINUTES) {
      return List.of();
    }
    double dispersion = Dispersion.between(curve, floor);
    double usual = Levels.usual(curve, dispersion);
    if (!(usual > 0)) {
      return List.of();
    }
    double[] plain = Arrays.stream(curve).map(value -> value / dispersion).toArray();
    double[] above = new Levels(plain).above(ABOVE * usual / dispersion);
    List<Found> found = new ArrayList<>();
    for (int first = 0; first < above.length; first++) {
      int end = first;
      double surest = 0;
      while (end < above.length && above[end] >= LIKELY) {
        surest = Math.max(surest, above[end]);
        end++;
      }
      if (surest >= SURE) {
        double level = Arrays.stream(curve, first, end).average().orElse(0);
        found.add(new Found(first, end, surest, level, usual));
      }
      first = end;
    }
    return found;
  }
}
