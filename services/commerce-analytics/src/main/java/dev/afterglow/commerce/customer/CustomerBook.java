package dev.afterglow.commerce.customer;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The customers of one shop, from what became of its orders. Any thread.
 *
 * <p>Money counts in the currency of the shop's first payment; money in another one counts for
 * nothing but {@link #otherMoney()}.
 */
public final class CustomerBook {
  private final int mostOrders;
  private final Predicate<String> erased;
  private final Map<String, ShopOrder> orders = new HashMap<>();
  private String currency = "";
  private long overLimit;
  private long otherMoney;

  /**
   * @param mostOrders orders that are kept; further ones are counted as over the limit alone
   * @param erased whether a viewer was erased, so that their orders are nobody's
   */
  public CustomerBook(int mostOrders, Predicate<String> erased) {
    this.mostOrders = mostOrders;
    this.erased = erased;
  }

  /**
   * Takes a fact in; one that speaks of no order changes nothing.
   *
   * @param time when it happened
   */
  public synchronized void apply(Fact fact, Instant time) {
    switch (fact.what()) {
      case Happening.OrderCreated told -> change(fact, told.orderId(), _ -> {});
      case Happening.OrderPaid told ->
          change(
              fact,
              told.orderId(),
              order -> {
                if (counts(told.amount().currency())) {
                  order.pay(told.amount(), time);
                }
              });
      case Happening.OrderRefunded told ->
          change(
              fact,
              told.orderId(),
              order -> {
                if (counts(told.amount().currency())) {
                  order.refund(told.amount());
                }
              });
      case Happening.OrderCancelled told -> change(fact, told.orderId(), ShopOrder::cancel);
      default -> {
        // Nothing else says what somebody bought.
      }
    }
  }

  private void change(Fact fact, String orderId, Consumer<ShopOrder> change) {
    ShopOrder order = orders.get(orderId);
    if (order == null) {
      if (orders.size() >= mostOrders) {
        overLimit++;
        return;
      }
      order = new ShopOrder();
      orders.put(orderId, order);
    }
    if (order.isNews(fact.id())) {
      order.customer(fact.viewer());
      change.accept(order);
    }
  }

  private boolean counts(String told) {
    if (currency.isEmpty()) {
      currency = told;
    }
    boolean counts = currency.equals(told);
    otherMoney += counts ? 0 : 1;
    return counts;
  }

  /** Facts of orders past the limit. */
  public synchronized long overLimit() {
    return overLimit;
  }

  /** Payments and refunds in another currency than the shop's. */
  public synchronized long otherMoney() {
    return otherMoney;
  }

  /** The segments as they stand that are large enough to be shown. */
  public List<Segment> segments(Instant asOf) {
    return segments(asOf, Quintiles.PRECISION);
  }

  List<Segment> segments(Instant asOf, int precision) {
    Map<SegmentKey, Integer> counts = new TreeMap<>();
    keys(asOf, precision).values().forEach(key -> counts.merge(key, 1, Integer::sum));
    List<Segment> segments = new ArrayList<>();
    counts.forEach(
        (key, count) -> {
          if (count >= Segment.FEWEST) {
            segments.add(new Segment(key, count));
          }
        });
    return List.copyOf(segments);
  }

  /** Every customer's segment; inside the service alone. */
  Map<String, SegmentKey> keys(Instant asOf, int precision) {
    Map<String, Rfm> customers = customers();
    Quintiles recency = new Quintiles(precision);
    Quintiles frequency = new Quintiles(precision);
    Quintiles money = new Quintiles(precision);
    for (Rfm rfm : customers.values()) {
      recency.add(-secondsAgo(rfm, asOf));
      frequency.add(rfm.orders());
      money.add(rfm.netMinor());
    }
    Map<String, SegmentKey> keys = new HashMap<>();
    Quintiles.Cuts recencyCuts = recency.cuts();
    Quintiles.Cuts frequencyCuts = frequency.cuts();
    Quintiles.Cuts moneyCuts = money.cuts();
    customers.forEach(
        (customer, rfm) ->
            keys.put(
                customer,
                new SegmentKey(
                    recencyCuts.quintile(-secondsAgo(rfm, asOf)),
                    frequencyCuts.quintile(rfm.orders()),
                    moneyCuts.quintile(rfm.netMinor()))));
    return keys;
  }

  private static long secondsAgo(Rfm rfm, Instant asOf) {
    return Duration.between(rfm.lastPaid(), asOf).toSeconds();
  }

  /** Who bought something that stayed bought; orders without a pseudonym are nobody's. */
  synchronized Map<String, Rfm> customers() {
    Map<String, Rfm> customers = new HashMap<>();
    for (ShopOrder order : orders.values()) {
      if (order.net() > 0 && !order.customer().isEmpty() && !erased.test(order.customer())) {
        customers.merge(
            order.customer(), new Rfm(order.lastPaid(), 1, order.net()), CustomerBook::both);
      }
    }
    return customers;
  }

  private static Rfm both(Rfm one, Rfm other) {
    return new Rfm(
        one.lastPaid().isAfter(other.lastPaid()) ? one.lastPaid() : other.lastPaid(),
        one.orders() + other.orders(),
        one.netMinor() + other.netMinor());
  }
}
