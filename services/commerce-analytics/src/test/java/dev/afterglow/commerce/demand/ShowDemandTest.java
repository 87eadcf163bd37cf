package dev.afterglow.commerce.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class ShowDemandTest {
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int SLOTS = 48;

  @Test
  void shouldHoldFourOfFiveOfItsOwnForecastsWhenProductsSellByChance() {
    // Given: 60 products, viewers that come and go
    RandomDataGenerator chance = new RandomDataGenerator(SEED);
    List<Double> viewers = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      viewers.add(chance.nextUniform(200, 800));
    }
    List<ProductSales> products = new ArrayList<>();
    for (int product = 0; product < 60; product++) {
      double rate = chance.nextGamma(3, 0.01);
      List<Long> units = new ArrayList<>();
      for (double exposure : viewers) {
        units.add((long) chance.nextPoisson(rate * exposure));
      }
      products.add(new ProductSales("p" + product, units, -1, List.of()));
    }

    // When
    List<ProductForecast> forecasts = ShowDemand.of(products, viewers, 5, List.of());

    // Then
    int judged = forecasts.stream().mapToInt(ProductForecast::judged).sum();
    int held = forecasts.stream().mapToInt(ProductForecast::held).sum();
    assertThat(judged).isEqualTo(60 * (SLOTS - 3));
    assertThat(held / (double) judged).as("seed %d", SEED).isBetween(0.75, 0.85);
    assertThat(forecasts)
        .isSortedAccordingTo(
            (one, other) -> Long.compare(units(products, other), units(products, one)));
  }

  private static long units(List<ProductSales> products, ProductForecast forecast) {
    return products.stream()
        .filter(it -> it.productId().equals(forecast.productId()))
        .mapToLong(ProductSales::allUnits)
        .sum();
  }

  @Test
  void shouldFollowTheViewersOfTheLastSlot() {
    // Given: as many units a viewer in each slot, and twice the viewers in the last
    List<Long> units = new ArrayList<>(Collections.nCopies(20, 30L));
    units.add(60L);
    List<Double> viewers = new ArrayList<>(Collections.nCopies(20, 100.0));
    viewers.add(200.0);

    // When
    ProductForecast forecast =
        ShowDemand.of(List.of(new ProductSales("p", units, -1, List.of())), viewers, 5, List.of())
            .getFirst();

    // Then
    assertThat(forecast.mean()).isBetween(55.0, 65.0);
    assertThat(forecast.interval().holds(60)).isTrue();
    assertThat(forecast.stockOut()).isEmpty();
  }

  @Test
  void shouldSayWhenTheStockEndsWhereItWasTold() {
    // Given: 10 units a slot of 5 minutes, 20 left
    List<Long> units = Collections.nCopies(30, 10L);
    List<Double> viewers = Collections.nCopies(30, 100.0);

    // When
    ProductForecast forecast =
        ShowDemand.of(List.of(new ProductSales("p", units, 20, List.of())), viewers, 5, List.of())
            .getFirst();

    // Then
    StockOut out = forecast.stockOut().orElseThrow();
    assertThat(out.middle().orElseThrow()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
    assertThat(out.early().orElseThrow()).isLessThan(out.middle().orElseThrow());
  }

  @Test
  void shouldForetellNothingWhenNobodyIsThere() {
    // Given
    ProductSales product = new ProductSales("p", List.of(3L, 0L), -1, List.of());

    // When, Then
    assertThat(ShowDemand.of(List.of(product), List.of(50.0, 0.0), 5, List.of())).isEmpty();
    assertThat(ShowDemand.of(List.of(), List.of(), 5, List.of())).isEmpty();
  }

  @Test
  void shouldSayThatAnElasticityIsUnknownWhereThereWasOnePrice() {
    // Given
    ProductSales product =
        new ProductSales("p", List.of(3L), -1, List.of(new PriceSlot(1_000, 3, 5)));

    // When, Then
    assertThat(ShowDemand.of(List.of(product), List.of(50.0), 5, List.of()).getFirst().elasticity())
        .isEqualTo(new Elasticity.Unknown(Elasticity.Silence.ONE_PRICE));
  }

  @Test
  void shouldBeginWithWhatPastShowsSoldAndJudgeFromTheFirstSlotOn() {
    // Given: 2 units a hundred viewer-minutes in five shows; none sold yet in two slots of this.
    List<Map<String, Sales>> past =
        Collections.nCopies(5, Map.of("p", new Sales(120, 6_000), "q", new Sales(30, 6_000)));
    ProductSales known = new ProductSales("p", List.of(10L, 11L), -1, List.of());
    ProductSales fresh = new ProductSales("new", List.of(1L, 1L), -1, List.of());

    // When
    List<ProductForecast> forecasts =
        ShowDemand.of(List.of(known, fresh), List.of(500.0, 500.0), 5, past);

    // Then
    assertThat(forecasts.getFirst().mean()).isBetween(9.5, 11.0);
    assertThat(forecasts.getFirst().judged()).isEqualTo(2);
    assertThat(forecasts.getFirst().held()).isEqualTo(2);
    assertThat(forecasts.getLast().judged()).isZero();
  }
}
