package dev.afterglow.commerce.demand;

import java.util.List;

/**
 * What a product sold in a show, slot by slot.
 *
 * @param productId the product
 * @param units units in each slot, in order
 * @param unitsLeft what is left by the last telling, less what was sold since; −1 = never told
 * @param byPrice sales and exposure at each price that stood
 */
public record ProductSales(
    String productId, List<Long> units, long unitsLeft, List<PriceSlot> byPrice) {
  /** Copies the lists. */
  public ProductSales {
    units = List.copyOf(units);
    byPrice = List.copyOf(byPrice);
  }

  /** In all slots. */
  public long allUnits() {
    return units.stream().mapToLong(Long::longValue).sum();
  }
}
