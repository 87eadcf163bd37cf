package dev.afterglow.commerce.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class PastSalesTest {
  private static final long SEED = Long.getLong("seed", 20_261_125L);
  private static final int SHOPS = 200;
  private static final int SHOWS = 5;
  private static final int PRODUCTS = 8;
  private static final Rate UNSOLD = new Rate(0.1, 1);

  @Test
  void shouldExpectOfAProductWhatItSoldAndOfANewOneWhatTheShopSells() {
    // Given: five shows of an hour in which p sold 4 a minute, q 1.
    List<Map<String, Sales>> shows = new ArrayList<>();
    for (int show = 0; show < 5; show++) {
      shows.add(Map.of("p", new Sales(240, 60), "q", new Sales(60, 60)));
    }

    // When
    PastSales past = PastSales.of(shows, UNSOLD, 30);

    // Then
    assertThat(past.of("p").orElseThrow().mean()).isCloseTo(4, Offset.offset(0.1));
    assertThat(past.of("q").orElseThrow().mean()).isCloseTo(1, Offset.offset(0.1));
    assertThat(past.of("new").orElseThrow().mean()).isCloseTo(2.5, Offset.offset(0.1));
    assertThat(past.of("p").orElseThrow().exposure()).isLessThanOrEqualTo(30);
    assertThat(past.of("new").orElseThrow().exposure()).isLessThan(2);
  }

  @Test
  void shouldKnowNothingWhereThereWasNoShow() {
    // When
    PastSales none = PastSales.of(List.of(), UNSOLD, 30);
    PastSales empty = PastSales.of(List.of(Map.of("p", new Sales(0, 0))), UNSOLD, 30);

    // Then
    assertThat(none.of("p")).isEmpty();
    assertThat(empty.shop()).isEmpty();
  }

  /** Shops of products whose rates differ; each show of a product goes a little otherwise. */
  @Test
  void shouldForetellFirstSlotsBetterThanWithoutPastShows() {
    // Given
    RandomDataGenerator chance = new RandomDataGenerator(SEED);
    double with = 0;
    double without = 0;
    int held = 0;
    int slots = 0;

    // When: ten units a slot of 500 viewer-minutes on average, foretold before anything was sold.
    for (int shop = 0; shop < SHOPS; shop++) {
      double[] rates = new double[PRODUCTS];
      for (int product = 0; product < PRODUCTS; product++) {
        rates[product] = chance.nextGamma(3, 0.02 / 3);
      }
      List<Map<String, Sales>> shows = new ArrayList<>();
      for (int show = 0; show < SHOWS; show++) {
        Map<String, Sales> sold = new HashMap<>();
        for (int product = 0; product < PRODUCTS; product++) {
          double mean = rates[product] * 6_000 * chance.nextGamma(50, 1 / 50.0);
          sold.put("p" + product, new Sales(mean == 0 ? 0 : chance.nextPoisson(mean), 6_000));
        }
        shows.add(sold);
      }
      PastSales past = PastSales.of(shows, new Rate(0.5, 500), 6_000);
      for (int product = 0; product < PRODUCTS; product++) {
        long count = chance.nextPoisson(rates[product] * 500 * chance.nextGamma(50, 1 / 50.0));
        SlotDemand known = new SlotDemand(past.of("p" + product).orElseThrow());
        SlotDemand unknown = new SlotDemand(past.shop().orElseThrow());
        with += known.foretell(500).logProbability(count);
        without += unknown.foretell(500).logProbability(count);
        held += known.foretell(500).interval(0.8).holds(count) ? 1 : 0;
        slots++;
      }
    }

    // Then
    System.out.printf(
        "first slots: %.2f nats a slot with the product's past, %.2f with the shop's; %.1f %% held%n",
        with / slots, without / slots, 100.0 * held / slots);
    assertThat(with - without).as("seed %d", SEED).isGreaterThan(0.3 * slots);
    assertThat(held / (double) slots).as("seed %d", SEED).isBetween(0.75, 0.88);
  }
}
