package dev.afterglow.commerce.customer;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The customers of one shop, from what became of its orders. Any thread.
 *
 * <p>Money counts in the currency of the shop's first payment; money in another one counts for
 * nothing but {@link #otherMoney()}. Nothing here asks a clock: the same facts, in whatever order,
 * give the same segments whenever they are read.
 */
public final class CustomerBook {
  private static final int MOST_ROOMS = 1_000;

  private final int mostOrders;
  private final Predicate<String> erased;
  private final StageBook stages;
  private final Map<String, ShopOrder> orders = new HashMap<>();
  private final Map<String, Integer> products = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> rooms = new HashSet<>();
  private String currency = "";
  private long overLimit;
  private long otherMoney;
  private long version;

  /**
   * @param mostOrders orders that are kept; further ones are counted as over the limit alone
   * @param erased whether a viewer was erased, so that their orders are nobody's
   * @param stages who was seen in which room, and how
   */
  CustomerBook(int mostOrders, Predicate<String> erased, StageBook stages) {
    this.mostOrders = mostOrders;
    this.erased = erased;
    this.stages = stages;
  }

  /**
   * Takes a fact in; one that speaks of no order changes nothing.
   *
   * @param time when it happened
   */
  public synchronized void apply(Fact fact, Instant time) {
    switch (fact.what()) {
      case Happening.OrderCreated told ->
          change(fact, told.orderId(), order -> order.create(made(fact, time), bought(told)));
      case Happening.OrderPaid told ->
          change(
              fact,
              told.orderId(),
              order -> {
                if (counts(told.amount().currency())) {
                  order.pay(told.amount(), made(fact, time));
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
      order.customer(once(fact.viewer()));
      change.accept(order);
      version++;
      if (rooms.size() < MOST_ROOMS) {
        rooms.add(once(fact.roomId()));
      }
    }
  }

  private ShopOrder.Made made(Fact fact, Instant time) {
    return new ShopOrder.Made(time, once(fact.roomId()));
  }

  /** The same name once in the heap, of however many orders. */
  private String once(String name) {
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  private int[] bought(Happening.OrderCreated told) {
    return told.lines().stream()
        .map(Happening.OrderLine::productId)
        .mapToInt(product -> products.computeIfAbsent(product, _ -> products.size()))
        .toArray();
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

  /** Grows with each fact that changed an order. */
  synchronized long version() {
    return version;
  }

  /** Whether an order was told of in a room; of the first 1,000 rooms. */
  synchronized boolean sellsIn(String roomId) {
    return rooms.contains(roomId);
  }

  /** The segments as they stand that may be shown, the best first. */
  public List<Segment> segments() {
    Map<SegmentKey, Integer> counts = new TreeMap<>();
    keys().values().forEach(key -> counts.merge(key, 1, Integer::sum));
    List<Segment> segments = new ArrayList<>();
    Slices.tellable(counts).forEach((key, count) -> segments.add(new Segment(key, count)));
    return List.copyOf(segments);
  }

  /** The cohorts that may be shown, by key. */
  List<Cohort> cohorts(CohortBy by) {
    return Cohort.of(buyers().values(), by);
  }

  /** Every customer's segment; inside the service alone. */
  Map<String, SegmentKey> keys() {
    Map<String, Rfm> customers = customers();
    Quintiles recency = fifths(customers, CustomerBook::recency);
    Quintiles frequency = fifths(customers, Rfm::orders);
    Quintiles money = fifths(customers, Rfm::netMinor);
    Map<String, SegmentKey> keys = new HashMap<>();
    customers.forEach(
        (customer, rfm) ->
            keys.put(
                customer,
                new SegmentKey(
                    recency.quintile(recency(rfm)),
                    frequency.quintile(rfm.orders()),
                    money.quintile(rfm.netMinor()))));
    return keys;
  }

  private static Quintiles fifths(Map<String, Rfm> customers, ToLongFunction<Rfm> value) {
    return Quintiles.of(customers.values().stream().mapToLong(value).toArray());
  }

  /** Who paid later is more recent, whenever that is asked. */
  private static long recency(Rfm rfm) {
    return rfm.lastPaid().getEpochSecond();
  }

  /** Who bought something that stayed bought; orders without a pseudonym are nobody's. */
  synchronized Map<String, Rfm> customers() {
    Map<String, Rfm> customers = new HashMap<>();
    for (ShopOrder order : orders.values()) {
      if (isKept(order)) {
        customers.merge(
            order.customer(), new Rfm(order.lastPaid(), 1, order.net()), CustomerBook::both);
      }
    }
    customers.keySet().removeIf(erased);
    return customers;
  }

  private static boolean isKept(ShopOrder order) {
    return order.net() > 0 && !order.customer().isEmpty();
  }

  private static Rfm both(Rfm one, Rfm other) {
    return new Rfm(
        one.lastPaid().isAfter(other.lastPaid()) ? one.lastPaid() : other.lastPaid(),
        one.orders() + other.orders(),
        one.netMinor() + other.netMinor());
  }

  /** The same customers with their orders; inside the service alone. */
  synchronized Map<String, Buyer> buyers() {
    Map<String, List<Bought>> bought = new LinkedHashMap<>();
    orders.forEach(
        (orderId, order) -> {
          if (isKept(order)) {
            bought
                .computeIfAbsent(order.customer(), _ -> new ArrayList<>())
                .add(bought(orderId, order));
          }
        });
    bought.keySet().removeIf(erased);
    Map<String, Buyer> buyers = new HashMap<>();
    bought.forEach((customer, all) -> buyers.put(customer, new Buyer(customer, all)));
    return buyers;
  }

  private Bought bought(String orderId, ShopOrder order) {
    ShopOrder.Made made = order.made();
    return new Bought(
        orderId,
        order.firstPaid(),
        order.net(),
        stages.presenter(made.roomId()),
        stages.look(made.roomId(), made.time()),
        order.products());
  }

  /** The numbers of products; one that nobody ordered has none. */
  synchronized int[] numbers(Set<String> productIds) {
    return productIds.stream()
        .filter(products::containsKey)
        .mapToInt(products::get)
        .sorted()
        .toArray();
  }
}
