package dev.afterglow.commerce.customer;

import java.time.Instant;
import java.util.Comparator;

/**
 * An order that stayed bought.
 *
 * @param orderId the shop's id for it
 * @param firstPaid when it was paid first
 * @param netMinor what stays of it, in the smallest unit, above 0
 * @param presenter who was seen where it was made; empty where not told
 * @param look the look that showed when it was made; empty where not told
 * @param products the numbers of its products, ascending
 */
record Bought(
    String orderId,
    Instant firstPaid,
    long netMinor,
    String presenter,
    String look,
    int[] products) {
  /** By first payment; at one time by the order's id. */
  static final Comparator<Bought> FIRST_FIRST =
      Comparator.comparing(Bought::firstPaid).thenComparing(Bought::orderId);
}
