package dev.afterglow.commerce.customer;

import java.util.Comparator;

/** Which fifth a customer is in, by recency, frequency and money; 5 is the best. */
public record SegmentKey(int recency, int frequency, int monetary)
    implements Comparable<SegmentKey> {
  private static final Comparator<SegmentKey> BEST_FIRST =
      Comparator.comparingInt(SegmentKey::recency)
          .thenComparingInt(SegmentKey::frequency)
          .thenComparingInt(SegmentKey::monetary)
          .reversed();

  /** Such as "r5f4m5". */
  public String id() {
    return "r" + recency + "f" + frequency + "m" + monetary;
  }

  @Override
  public int compareTo(SegmentKey other) {
    return BEST_FIRST.compare(this, other);
  }
}
