package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.PriceSlot;
import dev.afterglow.commerce.demand.Sales;
import java.util.List;

/**
 * What a product came to in a room.
 *
 * @param productId the product
 * @param priceMinor the price that stands, in the smallest unit; 0 = unknown
 * @param unitsLeft the stock last told; −1 = never told
 * @param unitsAnOrder units an order that holds it; 1 where none does
 * @param explained orders in minutes while it was explained
 * @param otherwise orders in the other minutes
 * @param byPrice orders and minutes at each price that stood
 */
public record ProductRecord(
    String productId,
    long priceMinor,
    long unitsLeft,
    double unitsAnOrder,
    Sales explained,
    Sales otherwise,
    List<PriceSlot> byPrice) {
  /** Orders in all minutes. */
  public Sales all() {
    return new Sales(
        explained.count() + otherwise.count(), explained.exposure() + otherwise.exposure());
  }

  public ProductRecord {
    byPrice = List.copyOf(byPrice);
  }
}
