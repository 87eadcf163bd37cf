package dev.afterglow.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.input.RealOrders;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.PlannedFact;
import dev.afterglow.facts.file.FactFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The live RFM of real orders against a plain batch over the raw file. */
class RealCustomersTest {
  private static final int MOST_LINES = 200;

  /** An order as the batch sees it: an invoice, or each 200 lines of one. */
  private static final class Bought {
    final String customer;
    final Instant time;
    long paid;
    long refunded;

    Bought(String customer, Instant time) {
      this.customer = customer;
      this.time = time;
    }

    long net() {
      return Math.max(0, paid - refunded);
    }
  }

  @Test
  void shouldEqualAPlainBatchWhenOrdersAreReal() throws IOException {
    // Given
    List<Bought> kept = bought(RealOrders.read());
    Map<String, Rfm> batch = batch(kept);
    CustomerBook book = new CustomerBook(100_000, _ -> false, new StageBook());
    Instant asOf = RoomFacts.START.plus(Duration.ofDays(30));

    // When
    try (FactFile facts = FactFile.open(RealOrders.file())) {
      for (Iterator<PlannedFact> plan = facts.facts(); plan.hasNext(); ) {
        PlannedFact planned = plan.next();
        Instant time = RoomFacts.START.plus(planned.offset());
        Fact fact = planned.happening(RoomFacts.ROOM, "run", time, time);
        book.apply(fact, time);
      }
    }

    // Then
    Map<String, SegmentKey> keys = keys(batch, asOf);
    assertThat(book.customers()).isEqualTo(batch);
    assertThat(book.keys()).isEqualTo(keys);
    Map<SegmentKey, Integer> sizes = new TreeMap<>();
    keys.values().forEach(key -> sizes.merge(key, 1, Integer::sum));
    sizes.values().removeIf(size -> size < 10);
    assertThat(book.segments().stream().collect(Collectors.toMap(Segment::key, Segment::customers)))
        .isEqualTo(sizes);
    assertThat(book.cohorts(CohortBy.FIRST_MONTH)).isEqualTo(cohorts(kept));
    System.out.printf("Cohorts of real orders by month: %s%n", book.cohorts(CohortBy.FIRST_MONTH));
    System.out.printf(
        "RFM of real orders: %d customers equal, %d of %d segments may be shown%n",
        batch.size(), sizes.size(), keys.values().stream().distinct().count());
    assertThat(batch).hasSizeGreaterThan(300);
  }

  private static List<Bought> bought(List<RealOrders.Order> file) {
    Map<String, Bought> lastOf = new HashMap<>();
    List<Bought> all = new ArrayList<>();
    LocalDateTime start = file.getFirst().time();
    LocalDateTime latest = start;
    for (RealOrders.Order order : file) {
      // The file goes back by a minute here and there; what is played does not.
      latest = order.time().isBefore(latest) ? latest : order.time();
      Instant time = RoomFacts.START.plus(Duration.between(start, latest));
      Bought bought = new Bought(order.customer(), time);
      all.add(bought);
      int lines = 0;
      for (RealOrders.Line line : order.lines()) {
        String what = order.customer() + " " + line.product();
        if (order.isRefund()) {
          Bought back = order.customer().isEmpty() ? null : lastOf.get(what);
          if (back != null) {
            back.refunded -= line.minor();
          }
          continue;
        }
        if (lines == MOST_LINES) {
          bought = new Bought(order.customer(), time);
          all.add(bought);
          lines = 0;
        }
        lines++;
        bought.paid += line.minor();
        lastOf.put(what, bought);
      }
    }
    all.removeIf(bought -> bought.customer.isEmpty() || bought.net() == 0);
    return all;
  }

  /** How many of each month's new customers came back; the file's first order comes first. */
  private static List<Cohort> cohorts(List<Bought> kept) {
    Map<String, List<Bought>> orders = new TreeMap<>();
    kept.forEach(it -> orders.computeIfAbsent(it.customer, _ -> new ArrayList<>()).add(it));
    TreeMap<String, int[]> months = new TreeMap<>();
    orders.forEach(
        (customer, all) -> {
          int[] sums =
              months.computeIfAbsent(
                  all.getFirst().time.toString().substring(0, 7), _ -> new int[2]);
          sums[0]++;
          sums[1] += all.size() > 1 ? 1 : 0;
        });
    // Every month of the excerpt has many, so nothing is kept back but the counts of repeaters.
    List<Cohort> cohorts = new ArrayList<>();
    months.forEach(
        (month, sums) ->
            cohorts.add(
                new Cohort(
                    month,
                    sums[0],
                    isAFew(sums[1]) || isAFew(sums[0] - sums[1])
                        ? OptionalInt.empty()
                        : OptionalInt.of(sums[1]))));
    return cohorts;
  }

  private static boolean isAFew(int people) {
    return people > 0 && people < 10;
  }

  private static Map<String, Rfm> batch(List<Bought> kept) {
    Map<String, Rfm> customers = new HashMap<>();
    for (Bought bought : kept) {
      Rfm before = customers.getOrDefault(bought.customer, new Rfm(Instant.MIN, 0, 0));
      customers.put(
          bought.customer,
          new Rfm(
              before.lastPaid().isAfter(bought.time) ? before.lastPaid() : bought.time,
              before.orders() + 1,
              before.netMinor() + bought.net()));
    }
    return customers;
  }

  private static Map<String, SegmentKey> keys(Map<String, Rfm> customers, Instant asOf) {
    long[] recency =
        sorted(customers.values().stream().mapToLong(rfm -> recency(rfm, asOf)).toArray());
    long[] frequency = sorted(customers.values().stream().mapToLong(Rfm::orders).toArray());
    long[] money = sorted(customers.values().stream().mapToLong(Rfm::netMinor).toArray());
    Map<String, SegmentKey> keys = new HashMap<>();
    customers.forEach(
        (customer, rfm) ->
            keys.put(
                customer,
                new SegmentKey(
                    quintile(recency, recency(rfm, asOf)),
                    quintile(frequency, rfm.orders()),
                    quintile(money, rfm.netMinor()))));
    return keys;
  }

  private static long recency(Rfm rfm, Instant asOf) {
    return -Duration.between(rfm.lastPaid(), asOf).toSeconds();
  }

  private static long[] sorted(long[] values) {
    Arrays.sort(values);
    return values;
  }

  private static int quintile(long[] sorted, long value) {
    int quintile = 1;
    for (int i = 1; i < 5; i++) {
      int rank = (sorted.length * i + 4) / 5;
      quintile += value > sorted[rank - 1] ? 1 : 0;
    }
    return quintile;
  }
}
