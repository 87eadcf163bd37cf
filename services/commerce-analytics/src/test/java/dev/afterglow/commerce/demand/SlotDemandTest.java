package dev.afterglow.commerce.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.commerce.input.RealOrders;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foretelling slots that the model has not seen, each before it is shown to the model. */
class SlotDemandTest {
  private static final long SEED = Long.getLong("seed", 20_260_302L);
  private static final int PRODUCTS = 100;
  private static final int SLOTS = 40;
  private static final int LEARNED = 20;

  /** How many held-out slots fell into their interval. */
  private static final class Coverage {
    int slots;
    int held;
    double promised;

    void count(CountInterval interval, long count) {
      slots++;
      held += interval.holds(count) ? 1 : 0;
      promised += interval.held();
    }

    double share() {
      return held / (double) slots;
    }
  }

  @ParameterizedTest
  @CsvSource({"1,0,0", "12,0,0", "12,0.05,0.05", "60,0.1,0.02", "0.4,0.1,0.02"})
  void shouldCoverFourOfFiveHeldOutSlotsWhenProductsDrift(
      double perSlot, double spread, double drift) {
    // Given
    RandomDataGenerator chance = new RandomDataGenerator(SEED);
    List<Sales> past = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double rate = chance.nextGamma(4, perSlot / 4);
      past.add(new Sales(chance.nextPoisson(Math.max(1e-9, rate * 10)), 10));
    }
    Rate prior = RatePrior.of(past, new Rate(0.5, 0.01));
    Coverage coverage = new Coverage();

    // When
    for (int product = 0; product < PRODUCTS; product++) {
      SlotDemand demand = new SlotDemand(prior);
      double rate = chance.nextGamma(4, perSlot / 4);
      for (int slot = 0; slot < SLOTS; slot++) {
        rate *= Math.exp(chance.nextNormal(0, Math.max(1e-12, drift)));
        double exposure = chance.nextUniform(0.5, 1.5);
        double own = spread == 0 ? 1 : chance.nextGamma(1 / spread, spread);
        long sold = chance.nextPoisson(Math.max(1e-9, rate * exposure * own));
        if (slot >= LEARNED) {
          coverage.count(demand.foretell(exposure).interval(0.8), sold);
        }
        demand.add(sold, exposure);
      }
    }

    // Then
    System.out.printf(
        "forecast perSlot=%s spread=%s drift=%s: %.3f of %d held-out slots, %.3f promised, seed"
            + " %d%n",
        perSlot,
        spread,
        drift,
        coverage.share(),
        coverage.slots,
        coverage.promised / coverage.slots,
        SEED);
    assertThat(coverage.slots).isEqualTo(2_000);
    assertThat(coverage.share()).isBetween(0.75, 0.85);
  }

  @Test
  void shouldCoverFourOfFiveHeldOutSlotsOfTheRealOrders() throws IOException {
    // Given: invoices by ten minutes from 9 to 17 o'clock; the first day is learned from.
    List<LocalDateTime> orders =
        RealOrders.read().stream()
            .filter(order -> !order.isRefund())
            .map(RealOrders.Order::time)
            .toList();
    LocalDateTime last = orders.getLast();
    HourShape hours = new HourShape();
    SlotDemand demand = new SlotDemand(new Rate(2, 1));
    Coverage coverage = new Coverage();

    // When
    LocalDateTime first = orders.getFirst().toLocalDate().atTime(9, 0);
    for (LocalDateTime from = first;
        !from.plusMinutes(10).isAfter(last);
        from = from.plusMinutes(10)) {
      LocalDateTime start = from;
      if (from.getHour() < 9 || from.getHour() >= 17 || isClosed(from, orders)) {
        continue;
      }
      long count =
          orders.stream()
              .filter(time -> !time.isBefore(start) && time.isBefore(start.plusMinutes(10)))
              .count();
      double exposure = hours.factor(from.getHour());
      if (from.toLocalDate().isAfter(first.toLocalDate())) {
        coverage.count(demand.foretell(exposure).interval(0.8), count);
      }
      hours.add(from.getHour(), count, demand.level().mean());
      demand.add(count, exposure);
    }

    // Then
    System.out.printf(
        "forecast of real orders: %.3f of %d held-out slots of 10 min, %.3f promised%n",
        coverage.share(), coverage.slots, coverage.promised / coverage.slots);
    assertThat(coverage.slots).isGreaterThanOrEqualTo(200);
    assertThat(coverage.share()).isBetween(0.75, 0.85);
  }

  private static boolean isClosed(LocalDateTime time, List<LocalDateTime> orders) {
    return orders.stream().noneMatch(order -> order.toLocalDate().equals(time.toLocalDate()));
  }

  @Test
  void shouldBelieveItsCategoryWhenAProductIsNew() {
    // Given: three products of one category that sell about 2 a unit, and one of another shop.
    List<Sales> category = List.of(new Sales(190, 100), new Sales(210, 100), new Sales(230, 100));

    // When
    Rate prior = RatePrior.of(category, new Rate(1, 10));
    Rate none = RatePrior.of(List.of(), new Rate(1, 10));
    Rate one = RatePrior.of(List.of(new Sales(20, 10)), new Rate(1, 10));

    // Then
    assertThat(prior.mean()).isCloseTo(2.1, within(1e-9));
    assertThat(prior.exposure()).isGreaterThan(50);
    assertThat(none).isEqualTo(new Rate(1, 10));
    assertThat(one.mean()).isBetween(0.1, 2.0);
    assertThat(one.exposure()).isEqualTo(10);
  }

  @Test
  void shouldBelieveLittleWhenTheProductsOfACategoryDiffer() {
    // Given
    List<Sales> alike = List.of(new Sales(100, 100), new Sales(104, 100), new Sales(96, 100));
    List<Sales> unlike = List.of(new Sales(1, 100), new Sales(290, 100), new Sales(9, 100));

    // When
    double sure = RatePrior.of(alike, new Rate(1, 1)).exposure();
    double unsure = RatePrior.of(unlike, new Rate(1, 1)).exposure();

    // Then
    assertThat(unsure).isLessThan(1);
    assertThat(sure).isGreaterThan(100);
  }

  @Test
  void shouldFollowTheCountsOfANegativeBinomial() {
    // Given: shape 2 and mean 4 are two successes at odds of 1 to 3: P(0) = 1/9, P(1) = 4/27.
    CountDistribution counts = new CountDistribution(4, 2);

    // When
    double none = counts.atMost(0);
    double one = counts.atMost(1) - none;

    // Then
    assertThat(none).isCloseTo(1.0 / 9, within(1e-12));
    assertThat(one).isCloseTo(4.0 / 27, within(1e-12));
    assertThat(counts.quantile(0.5)).isEqualTo(3);
    assertThat(counts.interval(0.8).held()).isBetween(0.75, 0.85);
  }

  @Test
  void shouldSayWhenAStockEnds() {
    // Given: two units a viewer-minute known for sure, ten viewers.
    Rate units = new Rate(2_000_000, 1_000_000);

    // When
    StockOut out = StockOut.of(units, 400, 10);

    // Then: 400 units at 20 a minute, by a Poisson process's deviation of one minute.
    assertThat(out.middle().orElseThrow()).isBetween(minutes(19.9), minutes(20.1));
    assertThat(out.early().orElseThrow()).isBetween(minutes(18.5), minutes(18.9));
    assertThat(out.late().orElseThrow()).isBetween(minutes(21.1), minutes(21.5));
    assertThat(StockOut.of(units, 0, 10).middle()).contains(Duration.ZERO);
    assertThat(StockOut.of(new Rate(1, 1_000), 400, 1).early()).isEmpty();
  }

  private static Duration minutes(double minutes) {
    return Duration.ofMillis((long) (minutes * 60_000));
  }
}
