package dev.afterglow.commerce.customer;

/**
 * Customers alike. One of fewer than ten cannot be made, so none can leave the service.
 *
 * @param key which fifths they are in
 * @param customers how many they are, 10 or more
 */
public record Segment(SegmentKey key, int customers) {
  /** The fewest people that a slice may tell of: k-anonymity with k = 10. */
  public static final int FEWEST = 10;

  public Segment {
    if (customers < FEWEST) {
      throw new IllegalArgumentException("a slice tells of ten people or more");
    }
  }
}
