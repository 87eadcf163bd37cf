package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.MoneySum;
import java.util.List;

/**
 * The main figures of a room as of its last commit.
 *
 * @param facts facts folded in
 * @param paidOrders orders paid
 * @param paidUnits units paid, of all products
 * @param gmvPaid paid, a sum a currency
 * @param gmvNet paid less cancelled and refunded, a sum a currency
 */
public record Committed(
    long facts, long paidOrders, long paidUnits, List<MoneySum> gmvPaid, List<MoneySum> gmvNet) {
  public Committed {
    gmvPaid = List.copyOf(gmvPaid);
    gmvNet = List.copyOf(gmvNet);
  }
}
