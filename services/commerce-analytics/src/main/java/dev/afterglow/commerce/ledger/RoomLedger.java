package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.Factor;
import dev.afterglow.commerce.demand.ProductSales;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Happening.OrderLine;
import dev.afterglow.facts.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one room sold, minute by minute, over the last day. It knows no viewer: whose order it was
 * is not kept, so nothing that is worked out from it can differ from person to person. Any thread.
 *
 * <p>Only minutes in which a viewer gave a sign count as the room's: what was not sold while nobody
 * was there says nothing. Money is of the room's first currency; other money is left out and
 * counted.
 */
public final class RoomLedger {
  private static final long MINUTES_KEPT = Duration.ofHours(24).toMinutes();
  private static final int MOST_PRODUCTS = 200;
  private static final int MOST_ORDERS = 100_000;

  /** So long an answer may move who asked to buy. */
  private static final int ANSWER_MINUTES = 5;

  private final int mostOrders;

  private final Map<String, LedgerOrder> orders = new HashMap<>();
  private final Map<String, ProductLedger> products = new TreeMap<>();
  private final TreeMap<Long, long[]> paid = new TreeMap<>();
  private final TreeSet<Long> watched = new TreeSet<>();
  private final ExplainLedger explained = new ExplainLedger();
  private final LookLedger looks = new LookLedger();
  private final PairLedger pairs = new PairLedger();
  private final TreeSet<Long> answered = new TreeSet<>();
  private final FactorLedger factors = new FactorLedger();
  private @Nullable Opening opening;
  private String currency = "";
  // Far enough back that a day before it is no overflow.
  private long last = Long.MIN_VALUE / 2;
  private long leftOut;

  /** The ledger of a room in which nothing happened yet. */
  public RoomLedger() {
    this(MOST_ORDERS);
  }

  RoomLedger(int mostOrders) {
    this.mostOrders = mostOrders;
  }

  /** Takes a fact in. */
  public synchronized void apply(Fact fact, Instant time) {
    if (fact.what() instanceof Happening.ShowOpened told && opening == null) {
      opening = new Opening(told.shopId(), time);
    }
    if (!pass(time, isSign(fact.what()))) {
      return;
    }
    long minute = minute(time);
    switch (fact.what()) {
      case Happening.OrderCreated told -> created(fact, told, minute);
      case Happening.OrderPaid told -> paid(fact, told, minute);
      case Happening.PriceChange told -> {
        if (counts(told.price()) && isKept(told.productId())) {
          product(told.productId()).price(minute, told.price().minor());
        }
      }
      case Happening.StockChange told -> {
        if (isKept(told.productId())) {
          product(told.productId()).stock(minute, told.unitsLeft());
        }
      }
      case Happening.ExplainSegment told -> {
        if (isKept(told.productId())) {
          product(told.productId());
          leftOut += explained.add(told.productId(), told.begins(), time) ? 0 : 1;
        }
      }
      case Happening.LookChange told -> leftOut += looks.add(told, time) ? 0 : 1;
      case Happening.QuestionAnswered _ -> answered.add(minute);
      case Happening.ExternalFactor told ->
          leftOut += factors.add(told.name(), told.value(), minute) ? 0 : 1;
      default -> {
        // Nothing else says what was sold, at which price or how it was shown.
      }
    }
  }

  /** Whether it shows that a viewer is there; {@code FactGlance.isSign} says the same of bytes. */
  private static boolean isSign(Happening what) {
    return switch (what) {
      case Happening.Enter _,
          Happening.Heartbeat _,
          Happening.Comment _,
          Happening.Like _,
          Happening.Share _,
          Happening.Follow _,
          Happening.Gift _,
          Happening.ProductImpression _,
          Happening.ProductClick _,
          Happening.CartAdd _ ->
          true;
      default -> false;
    };
  }

  /**
   * Time goes on to what happened.
   *
   * @param sign whether it shows that a viewer was there
   * @return false where it is too long ago to count
   */
  public synchronized boolean pass(Instant time, boolean sign) {
    long minute = minute(time);
    if (minute < last - MINUTES_KEPT) {
      leftOut++;
      return false;
    }
    if (minute > last) {
      last = minute;
      forget(minute - MINUTES_KEPT);
    }
    if (sign) {
      watched.add(minute);
    }
    return true;
  }

  private void created(Fact fact, Happening.OrderCreated told, long minute) {
    LedgerOrder order = order(told.orderId(), minute);
    if (order != null && order.isNews(fact) && order.lines().isEmpty()) {
      order.create(told.lines());
      if (order.isPaid()) {
        sold(order.lines(), order.firstPaidMinute());
      }
    }
  }

  private void paid(Fact fact, Happening.OrderPaid told, long minute) {
    LedgerOrder order = order(told.orderId(), minute);
    if (order == null || !counts(told.amount()) || !order.isNews(fact)) {
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
    leftOut += pairs.add(lines, minute) ? 0 : 1;
    for (OrderLine line : lines) {
      if (isKept(line.productId())) {
        ProductLedger product = product(line.productId());
        product.sold(minute, line.quantity());
        product.priceOfAnOrder(minute, line.unitPrice().minor());
      }
    }
  }

  /** Null past the limit: whose repeats cannot be told apart must not count at all. */
  private @Nullable LedgerOrder order(String orderId, long minute) {
    if (orders.size() >= mostOrders && !orders.containsKey(orderId)) {
      leftOut++;
      return null;
    }
    return orders.computeIfAbsent(orderId, _ -> new LedgerOrder(minute));
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
    orders.values().removeIf(order -> order.isOlderThan(before));
    watched.headSet(before).clear();
    explained.forget(start(before));
    looks.forget(start(before));
    pairs.forget(before);
    factors.forget(before);
    answered.headSet(before - ANSWER_MINUTES).clear();
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

  /** Minutes of the last day in which a viewer gave a sign. */
  public synchronized long minutes() {
    return watched.size();
  }

  /** Whether a viewer gave a sign in the minutes from one instant up to, but without, another's. */
  public synchronized boolean isWatched(Instant from, Instant to) {
    return !watched.subSet(minute(from), Math.max(minute(from), minute(to))).isEmpty();
  }

  /** Whether all that was told of a time is still known: no more than a day has passed since. */
  public synchronized boolean knows(Instant time) {
    return minute(time) >= last - MINUTES_KEPT;
  }

  /** The products as they stand, by id. */
  public synchronized List<ProductRecord> products() {
    NavigableMap<Long, String> running = explained.byMinute();
    return products.values().stream()
        .map(product -> product.record(watched, running, last + 1))
        .toList();
  }

  /** What was sold under each look that showed, by look and layout. */
  public synchronized List<LookRecord> looks() {
    NavigableMap<Long, Optional<Look>> byMinute = looks.byMinute();
    Map<Long, Look> shown = new TreeMap<>();
    for (long minute : watched) {
      byMinute.floorEntry(minute).getValue().ifPresent(look -> shown.put(minute, look));
    }
    return shown.values().stream()
        .distinct()
        .sorted(Comparator.comparing(Look::lookId).thenComparing(Look::layout))
        .map(
            look -> {
              Split split = new Split();
              shown.forEach((minute, it) -> split.add(it.equals(look), paidOrders(minute)));
              return new LookRecord(look, split.with(), split.without());
            })
        .toList();
  }

  /** What was sold after answers. */
  public synchronized AnswerRecord answers() {
    Split split = new Split();
    for (long minute : watched) {
      boolean after = !answered.subSet(minute - ANSWER_MINUTES + 1, minute + 1).isEmpty();
      split.add(after, paidOrders(minute));
    }
    return new AnswerRecord(split.with(), split.without());
  }

  private long paidOrders(long minute) {
    long[] sums = paid.get(minute);
    return sums == null ? 0 : sums[0];
  }

  /**
   * What was explained, what showed and what was told of outside, in slots of whole minutes.
   *
   * @param from when the first slot starts
   */
  public synchronized List<Factor> factors(Instant from, int slots, int slotMinutes) {
    SlotFactors by = new SlotFactors(minute(from), slots, slotMinutes);
    List<Factor> found = new ArrayList<>(by.explained(explained.byMinute()));
    found.addAll(by.looks(looks.byMinute()));
    found.addAll(by.outside(factors.byName()));
    return found;
  }

  /** Which two products were paid for in one order. */
  public synchronized List<PairRecord> pairs() {
    return pairs.records(watched);
  }

  /** What each product sold while it was explained after each other one. */
  public synchronized List<TurnRecord> turns() {
    NavigableMap<Long, ExplainLedger.Turn> byMinute = explained.turns();
    Map<List<String>, Split> sums = new HashMap<>();
    List<TurnRecord> records = new ArrayList<>();
    for (long minute : watched) {
      ExplainLedger.Turn turn = byMinute.floorEntry(minute).getValue();
      ProductLedger product = products.get(turn.productId());
      if (product != null && !turn.after().isEmpty()) {
        sums.computeIfAbsent(List.of(turn.productId(), turn.after()), _ -> new Split())
            .add(true, product.orders(minute));
      }
    }
    sums.forEach((key, sum) -> records.add(new TurnRecord(key.get(0), key.get(1), sum.with())));
    records.sort(Comparator.comparing(TurnRecord::productId).thenComparing(TurnRecord::after));
    return records;
  }

  /**
   * What each product sold in slots of whole minutes; what lies more than a day back is not known
   * any more and counts as nothing.
   *
   * @param from when the first slot starts
   */
  public synchronized List<ProductSales> slots(Instant from, int slots, int slotMinutes) {
    NavigableMap<Long, String> running = explained.byMinute();
    return products.values().stream()
        .map(
            product ->
                product.slots(
                    minute(from),
                    slots,
                    slotMinutes,
                    product.record(watched, running, last + 1),
                    last))
        .toList();
  }

  /** How far back it knows what was sold. */
  public static Duration kept() {
    return Duration.ofMinutes(MINUTES_KEPT);
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
        .mapToLong(product -> product.units(minute(from), minute(to)) * product.listPrice(last + 1))
        .sum();
  }

  /**
   * By how much the orders of slots scatter more than Poisson's: variance over mean, at least 1; 1
   * too where fewer than three whole slots were watched.
   */
  public synchronized double dispersion(Duration slotLength) {
    long length = Math.max(1, slotLength.toMinutes());
    List<Long> orders = new ArrayList<>();
    long count = 0;
    int minutes = 0;
    for (long minute : watched) {
      long[] sums = paid.get(minute);
      count += sums == null ? 0 : sums[0];
      if (++minutes == length) {
        orders.add(count);
        count = 0;
        minutes = 0;
      }
    }
    double mean = orders.stream().mapToLong(Long::longValue).average().orElse(0);
    if (orders.size() < 3 || mean == 0) {
      return 1;
    }
    double squares = orders.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum();
    return Math.max(1, squares / (orders.size() - 1) / mean);
  }

  /** All that was taken in while viewers were there. */
  public synchronized Takings takings() {
    long count = 0;
    long minor = 0;
    for (Map.Entry<Long, long[]> sums : paid.entrySet()) {
      if (watched.contains(sums.getKey())) {
        count += sums.getValue()[0];
        minor += sums.getValue()[1];
      }
    }
    long worth =
        products.values().stream()
            .mapToLong(product -> product.units(watched) * product.listPrice(last + 1))
            .sum();
    return new Takings(count, minor, worth);
  }

  /** The minute of a time, since the epoch. */
  static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 60);
  }

  private static Instant start(long minute) {
    return Instant.ofEpochSecond(minute * 60);
  }
}
