package dev.afterglow.commerce.ledger;

import dev.afterglow.facts.Happening.OrderLine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was told of an order: its lines once, its payments each once by their fact's id. */
final class LedgerOrder {
  private static final int MOST_FACTS = 64;

  private final Set<String> facts = new HashSet<>();
  private List<OrderLine> lines = List.of();
  private long firstPaidMinute = -1;

  boolean isNews(String factId) {
    return facts.size() < MOST_FACTS && facts.add(factId);
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
