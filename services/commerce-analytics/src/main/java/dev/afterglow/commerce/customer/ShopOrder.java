package dev.afterglow.commerce.customer;

import dev.afterglow.commerce.ledger.FactIds;
import dev.afterglow.facts.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What was told of one order, in whatever sequence it came. A fact counts once by its id; past 64
 * facts an order takes no more, which no real order comes near.
 */
final class ShopOrder {
  /** Where and when it was made; the earliest told stands. */
  record Made(Instant time, String roomId) implements Comparable<Made> {
    private static final Comparator<Made> EARLIEST =
        Comparator.comparing(Made::time).thenComparing(Made::roomId);

    @Override
    public int compareTo(Made other) {
      return EARLIEST.compare(this, other);
    }
  }

  private static final Made NOWHERE = new Made(Instant.MAX, "");
  private static final int[] NOTHING = {};

  private final FactIds facts = new FactIds();
  private String customer = "";
  private Made created = NOWHERE;
  private Made firstPaid = NOWHERE;
  private Instant lastPaid = Instant.MIN;
  private int[] products = NOTHING;
  private long paid;
  private long refunded;
  private boolean cancelled;

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

  /** It was made, of the products with these numbers. */
  void create(Made made, int[] bought) {
    created = earlier(created, made);
    int[] both = Arrays.copyOf(products, products.length + bought.length);
    System.arraycopy(bought, 0, both, products.length, bought.length);
    products = Arrays.stream(both).sorted().distinct().toArray();
  }

  void pay(Money amount, Made where) {
    paid += amount.minor();
    firstPaid = earlier(firstPaid, where);
    lastPaid = where.time().isAfter(lastPaid) ? where.time() : lastPaid;
  }

  private static Made earlier(Made one, Made other) {
    return one.compareTo(other) <= 0 ? one : other;
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

  /** Where and when it was made; where only its payment is known, that. */
  Made made() {
    return created.equals(NOWHERE) ? firstPaid : created;
  }

  Instant firstPaid() {
    return firstPaid.time();
  }

  Instant lastPaid() {
    return lastPaid;
  }

  /** The numbers of its products, ascending. */
  int[] products() {
    return products;
  }

  /** What stays of it; never below 0. */
  long net() {
    return cancelled ? 0 : Math.max(0, paid - refunded);
  }
}
