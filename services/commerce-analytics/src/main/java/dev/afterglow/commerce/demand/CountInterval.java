package dev.afterglow.commerce.demand;

/**
 * Whole numbers from one to another, both of them in it.
 *
 * @param low the lowest
 * @param high the highest
 * @param held the probability that the count lies in it
 */
public record CountInterval(long low, long high, double held) {
  /** Whether a count lies in it. */
  public boolean holds(long count) {
    return low <= count && count <= high;
  }
}
