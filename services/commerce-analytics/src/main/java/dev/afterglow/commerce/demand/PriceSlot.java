package dev.afterglow.commerce.demand;

/**
 * What was sold at a price.
 *
 * @param price the price, in any unit, above 0
 * @param count sales, 0 or more
 * @param exposure what there was to sell to, above 0
 */
public record PriceSlot(double price, double count, double exposure) {
  public PriceSlot {
    if (!(price > 0) || !(count >= 0) || !(exposure > 0)) {
      throw new IllegalArgumentException("price and exposure are above 0, sales 0 or more");
    }
  }
}
