package dev.afterglow.commerce.customer;

import dev.afterglow.facts.Money;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What was told of one order, in whatever sequence it came. A fact counts once by its id; past 64
 * facts an order takes no more, which no real order comes near.
 */
final class ShopOrder {
  private static final int MOST_FACTS = 64;

  private final Set<String> facts = new HashSet<>();
  private String customer = "";
  private long paid;
  private long refunded;
  private boolean cancelled;
  private Instant lastPaid = Instant.MIN;

  /** Whether the fact is news; a repeat is not. */
  boolean isNews(String factId) {
    return facts.size() < MOST_FACTS && facts.add(factId);
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
