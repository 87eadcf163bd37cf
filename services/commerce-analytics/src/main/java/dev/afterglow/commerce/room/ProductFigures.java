package dev.afterglow.commerce.room;

import java.util.List;

/**
 * The figures of a product in a room.
 *
 * @param productId the product
 * @param impressions how often it was shown
 * @param clicks how often it was opened
 * @param paidOrders paid orders that hold it
 * @param units units paid
 * @param gmvPaid the money paid for it, one sum a currency
 */
public record ProductFigures(
    String productId,
    long impressions,
    long clicks,
    long paidOrders,
    long units,
    List<MoneySum> gmvPaid) {
  public ProductFigures {
    gmvPaid = List.copyOf(gmvPaid);
  }
}
