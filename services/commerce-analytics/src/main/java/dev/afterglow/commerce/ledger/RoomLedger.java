package dev.afterglow.commerce.ledger;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Happening.OrderLine;
import dev.afterglow.facts.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one room sold, minute by minute, over the last day. It knows no viewer: whose order it was
 * is not kept, so nothing that is worked out from it can differ from person to person. Any thread.
 *
 * <p>Money is of the room's first currency; other money is left out and counted.
 */
public final class RoomLedger {
  private static final long MINUTES_KEPT = Duration.ofHours(24).toMinutes();
  private static final int MOST_PRODUCTS = 200;
  private static final int MOST_ORDERS = 100_000;

  private final Map<String, LedgerOrder> orders = new HashMap<>();
  private final Map<String, ProductLedger> products = new TreeMap<>();
  private final TreeMap<Long, long[]> paid = new TreeMap<>();
  private @Nullable Opening opening;
  private String currency = "";
  private long first = Long.MAX_VALUE;
  // Far enough back that a day before it is no overflow.
  private long last = Long.MIN_VALUE / 2;
  private long leftOut;

  /** Takes a fact in. */
  public synchronized void apply(Fact fact, Instant time) {
    if (fact.what() instanceof Happening.ShowOpened told && opening == null) {
      opening = new Opening(told.shopId(), time);
    }
    if (!pass(time)) {
      return;
    }
    long minute = minute(time);
    switch (fact.what()) {
      case Happening.OrderCreated told -> created(fact.id(), told);
      case Happening.OrderPaid told -> paid(fact.id(), told, minute);
      case Happening.PriceChange told -> {
        if (counts(told.price()) && isKept(told.productId())) {
          product(told.productId()).price(minute, told.price().minor());
        }
      }
      case Happening.StockChange told -> {
        if (isKept(told.productId())) {
          product(told.productId()).stock(told.unitsLeft());
        }
      }
      case Happening.ExplainSegment told -> {
        if (isKept(told.productId())) {
          product(told.productId()).explained(minute, told.begins());
        }
      }
      default -> {
        // Nothing else says what was sold, at which price or how it was shown.
      }
    }
  }

  /** Something happened that sold nothing; false where it is too long ago to count. */
  public synchronized boolean pass(Instant time) {
    long minute = minute(time);
    if (minute < last - MINUTES_KEPT) {
      leftOut++;
      return false;
    }
    first = Math.min(first, minute);
    if (minute > last) {
      last = minute;
      forget(minute - MINUTES_KEPT);
    }
    return true;
  }

  private void created(String factId, Happening.OrderCreated told) {
    LedgerOrder order = order(told.orderId());
    if (order.isNews(factId) && order.lines().isEmpty()) {
      order.create(told.lines());
      if (order.isPaid()) {
        sold(order.lines(), order.firstPaidMinute());
      }
    }
  }

  private void paid(String factId, Happening.OrderPaid told, long minute) {
    LedgerOrder order = order(told.orderId());
    if (!counts(told.amount()) || !order.isNews(factId)) {
      return;
    }
    boolean isFirst = order.pay(minute);
    long[] sums = paid.computeIfAbsent(minute, _ -> new long[2]);
    sums[0] += isFirst ? 1 : 0;
    sums[1] += told.amount().minor();
    if (isFirst) {
      sold(order.lines(), minute);
    }
  }

  private void sold(List<OrderLine> lines, long minute) {
    for (OrderLine line : lines) {
      if (isKept(line.productId())) {
        ProductLedger product = product(line.productId());
        product.sold(minute, line.quantity());
        product.priceOfAnOrder(minute, line.unitPrice().minor());
      }
    }
  }

  /** An order past the limit is nobody's: told of, and forgotten at once. */
  private LedgerOrder order(String orderId) {
    if (orders.size() >= MOST_ORDERS && !orders.containsKey(orderId)) {
      leftOut++;
      return new LedgerOrder();
    }
    return orders.computeIfAbsent(orderId, _ -> new LedgerOrder());
  }

  private boolean counts(Money money) {
    if (currency.isEmpty()) {
      currency = money.currency();
    }
    boolean counts = currency.equals(money.currency());
    leftOut += counts ? 0 : 1;
    return counts;
  }

  private boolean isKept(String productId) {
    boolean kept = products.size() < MOST_PRODUCTS || products.containsKey(productId);
    leftOut += kept ? 0 : 1;
    return kept;
  }

  private ProductLedger product(String productId) {
    return products.computeIfAbsent(productId, ProductLedger::new);
  }

  private void forget(long before) {
    paid.headMap(before).clear();
    products.values().forEach(product -> product.forget(before));
    orders.values().removeIf(order -> order.isPaid() && order.firstPaidMinute() < before);
    first = Math.max(first, before);
  }

  /** Whose show it is, as it was told first; empty before anybody told it. */
  public synchronized Optional<Opening> opening() {
    return Optional.ofNullable(opening);
  }

  /** The room's currency; empty before any money was told. */
  public synchronized String currency() {
    return currency;
  }

  /** Facts and parts of facts that were too many, too late or of other money. */
  public synchronized long leftOut() {
    return leftOut;
  }

  /** Whole minutes from the first fact to the last, at most a day; 0 in an empty room. */
  public synchronized long minutes() {
    return first > last ? 0 : last - first + 1;
  }

  /** The products as they stand, by id. */
  public synchronized List<ProductRecord> products() {
    return products.values().stream().map(product -> product.record(first, last + 1)).toList();
  }

  /** What was taken in between two instants of whole minutes, the second exclusive. */
  public synchronized Takings takings(Instant from, Instant to) {
    long count = 0;
    long minor = 0;
    for (long[] sums : paid.subMap(minute(from), minute(to)).values()) {
      count += sums[0];
      minor += sums[1];
    }
    return new Takings(count, minor, worth(from, to));
  }

  /** What was sold in the time, at the list prices. */
  private long worth(Instant from, Instant to) {
    return products.values().stream()
        .mapToLong(product -> product.units(minute(from), minute(to)) * product.listPrice())
        .sum();
  }

  /** All that was taken in. */
  public synchronized Takings takings() {
    return first > last
        ? new Takings(0, 0, 0)
        : takings(Instant.ofEpochSecond(first * 60), Instant.ofEpochSecond((last + 1) * 60));
  }

  private static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 60);
  }
}
