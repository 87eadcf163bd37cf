package dev.afterglow.commerce.ledger;

import dev.afterglow.facts.Happening.OrderLine;
import java.util.List;

/** What was told of an order: its lines once, its payments each once by their fact's id. */
final class LedgerOrder {
  private final FactIds facts = new FactIds();
  private List<OrderLine> lines = List.of();
  private long firstPaidMinute = -1;

  boolean isNews(String factId) {
    return facts.isNews(factId);
  }

  void create(List<OrderLine> told) {
    if (lines.isEmpty()) {
      lines = told;
    }
  }

  /** Whether this is the first payment. */
  boolean pay(long minute) {
    boolean first = firstPaidMinute < 0;
    firstPaidMinute = first ? minute : firstPaidMinute;
    return first;
  }

  boolean isPaid() {
    return firstPaidMinute >= 0;
  }

  long firstPaidMinute() {
    return firstPaidMinute;
  }

  List<OrderLine> lines() {
    return lines;
  }
}
