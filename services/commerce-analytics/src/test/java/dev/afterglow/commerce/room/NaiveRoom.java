package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The same figures by another road: keeps every fact and every covered second as they are, and
 * works everything out from scratch when asked. Slow, unbounded and easy to believe.
 */
public final class NaiveRoom {
  private static final class Watcher {
    final TreeSet<Long> seconds = new TreeSet<>();
    long lastSign = Long.MIN_VALUE;
    long lastLeave = Long.MIN_VALUE;
  }

  private final Map<String, Fact> first = new HashMap<>();
  private final List<NaiveDetail.Told> told = new ArrayList<>();
  private final Map<String, Watcher> watchers = new HashMap<>();
  private final CommentWords words;
  private long duplicates;
  private long quarantined;

  public NaiveRoom(CommentWords words) {
    this.words = words;
  }

  public void apply(Fact fact, Instant received) {
    Fact known = first.putIfAbsent(fact.source() + " " + fact.id(), fact);
    if (known != null) {
      boolean same =
          known.what().equals(fact.what())
              && known.viewer().equals(fact.viewer())
              && known.occurred().equals(fact.occurred());
      duplicates += same ? 1 : 0;
      quarantined += same ? 0 : 1;
      return;
    }
    Instant time = received;
    Instant sent = fact.sent();
    if (sent != null) {
      time = received.plusMillis(fact.occurred().toEpochMilli() - sent.toEpochMilli());
      time = time.isBefore(received.minusSeconds(86_400)) ? received.minusSeconds(86_400) : time;
      time = time.isAfter(received.plusSeconds(5)) ? received.plusSeconds(5) : time;
    }
    told.add(new NaiveDetail.Told(fact, time));
    watch(fact, time.getEpochSecond());
  }

  private void watch(Fact fact, long second) {
    boolean ofNoViewer =
        fact.what() instanceof Happening.ComputeUsed
            || fact.what() instanceof Happening.LookChange
            || fact.what() instanceof Happening.ShowOpened
            || fact.what() instanceof Happening.ExplainSegment
            || fact.what() instanceof Happening.QuestionAnswered
            || fact.what() instanceof Happening.PriceChange
            || fact.what() instanceof Happening.Promotion
            || fact.what() instanceof Happening.CostIncurred
            || fact.what() instanceof Happening.OrderCreated
            || fact.what() instanceof Happening.OrderPaid
            || fact.what() instanceof Happening.OrderCancelled
            || fact.what() instanceof Happening.OrderRefunded;
    if (fact.viewer().isEmpty() || ofNoViewer) {
      return;
    }
    if (fact.what() instanceof Happening.Leave) {
      Watcher watcher = watchers.get(fact.viewer());
      if (watcher == null) {
        return;
      }
      watcher.lastLeave = Math.max(watcher.lastLeave, second);
      if (second >= watcher.lastSign) {
        for (long s = second; watcher.seconds.remove(s); s++) {}
      }
      return;
    }
    Watcher watcher = watchers.computeIfAbsent(fact.viewer(), _ -> new Watcher());
    watcher.lastSign = Math.max(watcher.lastSign, second);
    long end = second < watcher.lastLeave ? Math.min(second + 45, watcher.lastLeave) : second + 45;
    for (long s = second; s < end; s++) {
      watcher.seconds.add(s);
    }
  }

  public RoomFigures figures(Instant asOf) {
    Map<Long, Integer> online = new HashMap<>();
    watchers
        .values()
        .forEach(watcher -> watcher.seconds.forEach(s -> online.merge(s, 1, Integer::sum)));
    Ledger ledger = new Ledger();
    Map<String, Long> wordCounts = new HashMap<>();
    Map<String, long[]> compute = new HashMap<>();
    long comments = 0;
    long likes = 0;
    long impressions = 0;
    long clicks = 0;
    Instant last = Instant.EPOCH;
    for (NaiveDetail.Told each : told) {
      last = each.time().isAfter(last) ? each.time() : last;
      switch (each.fact().what()) {
        case Happening.Comment comment -> {
          comments++;
          words.of(comment.text()).forEach(word -> wordCounts.merge(word, 1L, Long::sum));
        }
        case Happening.Like like -> likes += like.count();
        case Happening.ProductImpression shown -> {
          impressions++;
          ledger.product(shown.productId()).impressions++;
        }
        case Happening.ProductClick click -> {
          clicks++;
          ledger.product(click.productId()).clicks++;
        }
        case Happening.OrderCreated created -> {
          Ledger.Slip slip = ledger.slip(created.orderId());
          slip.contradictory |= slip.lines != null && !slip.lines.equals(created.lines());
          slip.lines = slip.lines == null ? created.lines() : slip.lines;
        }
        case Happening.OrderPaid paid -> {
          Ledger.Slip slip = ledger.slip(paid.orderId());
          slip.paid = slip.paid == null ? 0 : slip.paid;
          slip.paid += paid.amount().minor();
          slip.currency = paid.amount().currency();
        }
        case Happening.OrderRefunded back ->
            ledger.slip(back.orderId()).refund += back.amount().minor();
        case Happening.ComputeUsed used -> {
          long[] most = compute.computeIfAbsent(used.renderId(), _ -> new long[5]);
          most[0] = Math.max(most[0], used.deviceMs());
          most[1] = Math.max(most[1], used.processorMs());
          most[2] = Math.max(most[2], used.encoderMs());
          most[3] = Math.max(most[3], used.bytesOut());
          most[4]++;
        }
        case Happening.OrderCancelled gone -> ledger.slip(gone.orderId()).cancelled = true;
        default -> {}
      }
    }
    ledger.addUp();
    return new RoomFigures(
        told.size(),
        duplicates,
        quarantined,
        told.stream()
            .map(each -> each.fact().what())
            .filter(
                it ->
                    it instanceof Happening.ComputeUsed
                        || it instanceof Happening.LookChange
                        || it instanceof Happening.ShowOpened)
            .count(),
        ledger.flagged,
        watchers.size(),
        online.getOrDefault(asOf.getEpochSecond(), 0),
        online.values().stream().mapToInt(i -> i).max().orElse(0),
        watchers.values().stream().mapToLong(watcher -> watcher.seconds.size()).sum(),
        comments,
        likes,
        impressions,
        clicks,
        ledger.created,
        ledger.paidOrders,
        ledger.refundedOrders,
        sums(ledger.paid),
        sums(ledger.net),
        ledger.top(),
        wordCounts.entrySet().stream()
            .map(entry -> new WordUse(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingLong(WordUse::comments).reversed().thenComparing(WordUse::word))
            .limit(50)
            .toList(),
        new ComputeSum(
            compute.size(),
            compute.values().stream().mapToLong(most -> most[0]).sum(),
            compute.values().stream().mapToLong(most -> most[1]).sum(),
            compute.values().stream().mapToLong(most -> most[2]).sum(),
            compute.values().stream().mapToLong(most -> most[3]).sum(),
            compute.values().stream().mapToLong(most -> most[4]).sum()),
        costs(),
        new NaiveDetail(words, watched()).of(told, asOf),
        last,
        asOf);
  }

  private List<CostSum> costs() {
    Map<String, CostSum> costs = new TreeMap<>();
    for (NaiveDetail.Told each : told) {
      if (each.fact().what() instanceof Happening.CostIncurred cost) {
        String currency = cost.amount().currency();
        costs.merge(
            cost.kind().ordinal() + currency,
            new CostSum(cost.kind(), currency, cost.amount().minor()),
            (one, two) -> new CostSum(cost.kind(), currency, one.minor() + two.minor()));
      }
    }
    return costs.values().stream().filter(cost -> cost.minor() > 0).toList();
  }

  private Map<String, TreeSet<Long>> watched() {
    Map<String, TreeSet<Long>> watched = new HashMap<>();
    watchers.forEach((viewer, watcher) -> watched.put(viewer, watcher.seconds));
    return watched;
  }

  private static List<MoneySum> sums(Map<String, Long> sums) {
    return sums.entrySet().stream().map(e -> new MoneySum(e.getKey(), e.getValue())).toList();
  }

  /** Orders and products, added up once at the end. */
  private static final class Ledger {
    static final class Slip {
      List<Happening.OrderLine> lines;
      Long paid;
      String currency = "";
      long refund;
      boolean cancelled;
      boolean contradictory;
    }

    static final class Goods {
      long impressions;
      long clicks;
      long orders;
      long units;
      final Map<String, Long> paid = new TreeMap<>();
    }

    final Map<String, Slip> slips = new HashMap<>();
    final Map<String, Goods> goods = new HashMap<>();
    final Map<String, Long> paid = new TreeMap<>();
    final Map<String, Long> net = new TreeMap<>();
    long created;
    long paidOrders;
    long refundedOrders;
    long flagged;

    Slip slip(String id) {
      return slips.computeIfAbsent(id, _ -> new Slip());
    }

    Goods product(String id) {
      return goods.computeIfAbsent(id, _ -> new Goods());
    }

    void addUp() {
      for (Slip slip : slips.values()) {
        long money = slip.paid == null ? 0 : slip.paid;
        created += slip.lines == null ? 0 : 1;
        flagged += slip.contradictory || slip.refund > money ? 1 : 0;
        if (slip.paid == null) {
          continue;
        }
        long back = Math.min(slip.refund, money);
        paidOrders++;
        refundedOrders += back > 0 ? 1 : 0;
        paid.merge(slip.currency, money, Long::sum);
        net.merge(slip.currency, slip.cancelled ? 0 : money - back, Long::sum);
        if (slip.lines != null) {
          share(slip, money);
        }
      }
    }

    /** Largest remainder with decimals of 60 digits. */
    private void share(Slip slip, long money) {
      BigInteger total = BigInteger.ZERO;
      for (Happening.OrderLine line : slip.lines) {
        total = total.add(total(line));
      }
      List<BigDecimal> exact = new ArrayList<>();
      List<Long> shares = new ArrayList<>();
      long left = money;
      for (Happening.OrderLine line : slip.lines) {
        BigDecimal share =
            new BigDecimal(total(line).multiply(BigInteger.valueOf(money)))
                .divide(new BigDecimal(total), 60, RoundingMode.DOWN);
        shares.add(share.longValue());
        exact.add(share.remainder(BigDecimal.ONE));
        left -= share.longValue();
      }
      for (; left > 0; left--) {
        int best = 0;
        for (int i = 1; i < exact.size(); i++) {
          best = exact.get(i).compareTo(exact.get(best)) > 0 ? i : best;
        }
        shares.set(best, shares.get(best) + 1);
        exact.set(best, BigDecimal.ONE.negate());
      }
      TreeSet<String> met = new TreeSet<>();
      for (int i = 0; i < shares.size(); i++) {
        Happening.OrderLine line = slip.lines.get(i);
        Goods product = product(line.productId());
        product.orders += met.add(line.productId()) ? 1 : 0;
        product.units += line.quantity();
        product.paid.merge(slip.currency, shares.get(i), Long::sum);
      }
    }

    private static BigInteger total(Happening.OrderLine line) {
      Money price = line.unitPrice();
      return BigInteger.valueOf(price.minor()).multiply(BigInteger.valueOf(line.quantity()));
    }

    List<ProductFigures> top() {
      return goods.entrySet().stream()
          .map(
              e ->
                  new ProductFigures(
                      e.getKey(),
                      e.getValue().impressions,
                      e.getValue().clicks,
                      e.getValue().orders,
                      e.getValue().units,
                      sums(e.getValue().paid)))
          .sorted(
              Comparator.comparingLong(
                      (ProductFigures p) ->
                          p.gmvPaid().stream().mapToLong(MoneySum::minor).max().orElse(0))
                  .thenComparingLong(ProductFigures::paidOrders)
                  .thenComparingLong(ProductFigures::clicks)
                  .thenComparingLong(ProductFigures::impressions)
                  .reversed()
                  .thenComparing(ProductFigures::productId))
          .limit(20)
          .toList();
    }
  }
}
