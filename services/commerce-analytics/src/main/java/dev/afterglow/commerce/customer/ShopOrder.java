package dev.afterglow.commerce.customer;

import dev.afterglow.commerce.ledger.FactIds;
import dev.afterglow.facts.Money;
import java.time.Instant;

/**
 * What was told of one order, in whatever sequence it came. A fact counts once by its id; past 64
 * facts an order takes no more, which no real order comes near.
 */
final class ShopOrder {
  private final FactIds facts = new FactIds();
  private String customer = "";
  private long paid;
  private long refunded;
  private boolean cancelled;
  private Instant lastPaid = Instant.MIN;

  /** Whether the fact is news; a repeat is not. */
  boolean isNews(String factId) {
    return facts.isNews(factId);
  }

  /** The first who is named is the customer. */
  void customer(String pseudonym) {
    if (customer.isEmpty()) {
      customer = pseudonym;
    }
  }

  void pay(Money amount, Instant time) {
    paid += amount.minor();
    lastPaid = time.isAfter(lastPaid) ? time : lastPaid;
  }

  void refund(Money amount) {
    refunded += amount.minor();
  }

  void cancel() {
    cancelled = true;
  }

  String customer() {
    return customer;
  }

  Instant lastPaid() {
    return lastPaid;
  }

  /** What stays of it; never below 0. */
  long net() {
    return cancelled ? 0 : Math.max(0, paid - refunded);
  }
}
