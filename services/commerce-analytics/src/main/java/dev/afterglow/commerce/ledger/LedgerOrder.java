package dev.afterglow.commerce.ledger;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening.OrderLine;
import java.util.List;

/**
 * What was told of an order: its lines once, its payments each once by their fact's source and id.
 */
final class LedgerOrder {
  private final FactIds facts = new FactIds();
  private final long toldMinute;
  private List<OrderLine> lines = List.of();
  private long firstPaidMinute = -1;

  /**
   * @param toldMinute when it was first told of
   */
  LedgerOrder(long toldMinute) {
    this.toldMinute = toldMinute;
  }

  /** Whether a fact is no repeat; two sources may use the same id. */
  boolean isNews(Fact fact) {
    return facts.isNews(fact.source() + " " + fact.id());
  }

  /** Whether all that was told of it is older than a minute; an order may never be paid. */
  boolean isOlderThan(long minute) {
    return (isPaid() ? firstPaidMinute : toldMinute) < minute;
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
