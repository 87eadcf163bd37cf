package dev.afterglow.commerce.room;

/**
 * How much one room may hold. Facts past a bound still count as facts; what they name does not.
 *
 * @param mostViewers distinct viewers; about 140 bytes each
 * @param mostOrders orders, at most 10^6 so that sums of money cannot overflow
 * @param mostProducts products kept apart
 * @param mostWords words kept apart
 * @param seenFacts facts that a repeat is surely found among; up to twice as many are kept, 31
 *     bytes each
 */
public record RoomLimits(
    int mostViewers, int mostOrders, int mostProducts, int mostWords, int seenFacts) {
  /** What a large show needs. */
  public static final RoomLimits DEFAULT =
      new RoomLimits(1_000_000, 1_000_000, 10_000, 2_000, 2_000_000);

  public RoomLimits {
    boolean positive =
        mostViewers > 0 && mostOrders > 0 && mostProducts > 0 && mostWords > 0 && seenFacts > 0;
    if (!positive || mostOrders > 1_000_000) {
      throw new IllegalArgumentException("limits are positive, orders at most 1,000,000");
    }
  }
}
