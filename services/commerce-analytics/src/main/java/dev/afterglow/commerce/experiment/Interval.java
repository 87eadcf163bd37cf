package dev.afterglow.commerce.experiment;

/**
 * An estimate between two ends.
 *
 * @param low the lower end; −∞ where nothing is known
 * @param estimate the middle
 * @param high the upper end; +∞ where nothing is known
 */
public record Interval(double low, double estimate, double high) {
  /** Nothing is known. */
  public static final Interval UNKNOWN =
      new Interval(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY);

  /** Whether a value lies in it. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }
}
