package dev.afterglow.commerce.customer;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The customers of all shops. A shop is the source of the facts of its orders: nobody else says who
 * bought what from whom. Past 1,000 shops further ones are left out and counted.
 */
public final class CustomerBooks {
  private static final int MOST_SHOPS = 1_000;
  private static final int MOST_ORDERS = 200_000;

  private final ConcurrentHashMap<String, CustomerBook> shops = new ConcurrentHashMap<>();
  private final StageBook stages = new StageBook();
  private final AtomicLong leftOut = new AtomicLong();
  private final Predicate<String> erased;

  /**
   * @param erased whether a viewer was erased
   */
  public CustomerBooks(Predicate<String> erased) {
    this.erased = erased;
  }

  /** Takes a fact in; one that speaks of no order makes nobody a shop. */
  public void apply(Fact fact, Instant time) {
    stages.apply(fact, time);
    if (!ofAnOrder(fact.what())) {
      return;
    }
    CustomerBook book = shops.get(fact.source());
    if (book == null) {
      if (shops.size() >= MOST_SHOPS) {
        leftOut.incrementAndGet();
        return;
      }
      book =
          shops.computeIfAbsent(fact.source(), _ -> new CustomerBook(MOST_ORDERS, erased, stages));
    }
    book.apply(fact, time);
  }

  /** The segments of a shop that may be shown; none of a shop that nobody bought from. */
  public List<Segment> segments(String shopId) {
    return book(shopId).map(CustomerBook::segments).orElse(List.of());
  }

  /** The cohorts of a shop that may be shown. */
  List<Cohort> cohorts(String shopId, CohortBy by) {
    return book(shopId).map(book -> book.cohorts(by)).orElse(List.of());
  }

  /** The shops that sold in a room, by id. */
  List<String> shopsIn(String roomId) {
    return shops.entrySet().stream()
        .filter(shop -> shop.getValue().sellsIn(roomId))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  Optional<CustomerBook> book(String shopId) {
    return Optional.ofNullable(shops.get(shopId));
  }

  /** All shops with their books, by id. */
  Map<String, CustomerBook> all() {
    return new TreeMap<>(shops);
  }

  private static boolean ofAnOrder(Happening what) {
    return what instanceof Happening.OrderCreated
        || what instanceof Happening.OrderPaid
        || what instanceof Happening.OrderCancelled
        || what instanceof Happening.OrderRefunded;
  }

  /** Facts that were left out: of shops, orders, rooms and looks past their bounds. */
  public long leftOut() {
    return leftOut.get()
        + stages.leftOut()
        + shops.values().stream().mapToLong(CustomerBook::overLimit).sum();
  }

  /** Payments and refunds in another currency than their shop's. */
  public long otherMoney() {
    return shops.values().stream().mapToLong(CustomerBook::otherMoney).sum();
  }
}
