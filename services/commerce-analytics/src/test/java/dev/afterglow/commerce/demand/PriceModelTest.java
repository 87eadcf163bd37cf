package dev.afterglow.commerce.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.commerce.demand.Elasticity.Known;
import dev.afterglow.commerce.demand.Elasticity.Silence;
import dev.afterglow.commerce.demand.Elasticity.Unknown;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class PriceModelTest {
  private static final long SEED = Long.getLong("seed", 20_260_303L);
  private static final double[] PRICES = {100, 100, 90, 80, 110};

  private final RandomDataGenerator chance = new RandomDataGenerator(SEED);

  private List<PriceSlot> product(double elasticity, double level, int slots) {
    List<PriceSlot> product = new ArrayList<>();
    for (int i = 0; i < slots; i++) {
      double price = PRICES[i % PRICES.length];
      double mean = level * Math.pow(price / 100, elasticity);
      product.add(new PriceSlot(price, chance.nextPoisson(mean), 1));
    }
    return product;
  }

  @Test
  void shouldFindTheElasticityWhenPricesAndSalesAreMany() {
    // Given
    List<PriceSlot> product = product(-1.5, 50, 100);

    // When
    Elasticity found = new PriceModel(List.of(product)).of(product);

    // Then
    assertThat(found)
        .as("seed %d", SEED)
        .isInstanceOfSatisfying(
            Known.class,
            known -> {
              assertThat(known.mean()).isCloseTo(-1.5, within(0.3));
              assertThat(known.deviation()).isLessThan(0.15);
            });
  }

  @Test
  void shouldCoverTheTruthInFourOfFiveProductsWhenTheyAreAsThePriorSays() {
    // Given
    int known = 0;
    int held = 0;

    // When
    for (int i = 0; i < 400; i++) {
      double truth = chance.nextNormal(-2, 0.5);
      List<PriceSlot> product = product(truth, 30, 60);
      if (new PriceModel(List.of(product(-2, 30, 60))).of(product) instanceof Known found) {
        known++;
        held += found.low() <= truth && truth <= found.high() ? 1 : 0;
      }
    }

    // Then
    System.out.printf(
        "elasticity: 80 %% interval holds the truth in %.3f of %d products, seed %d%n",
        held / (double) known, known, SEED);
    assertThat(known).isGreaterThan(380);
    assertThat(held / (double) known).isBetween(0.73, 0.87);
  }

  @Test
  void shouldSayUnknownWhenThePriceNeverChanged() {
    // Given
    List<PriceSlot> product = List.of(new PriceSlot(100, 900, 1), new PriceSlot(100, 1_000, 1));

    // When
    Elasticity found = new PriceModel(List.of(product)).of(product);

    // Then
    assertThat(found).isEqualTo(new Unknown(Silence.ONE_PRICE));
  }

  @Test
  void shouldSayUnknownWhenTheDataDoesNotTell() {
    // Given: two sales; the prior alone would call the product elastic.
    List<PriceSlot> product = List.of(new PriceSlot(100, 1, 1), new PriceSlot(90, 1, 1));

    // When
    Elasticity found = new PriceModel(List.of(product)).of(product);

    // Then
    assertThat(found).isEqualTo(new Unknown(Silence.TOO_LITTLE_DATA));
  }

  @Test
  void shouldSayUnknownInFourOfFiveProductsWhenPricesDoNothing() {
    // Given
    int silent = 0;

    // When
    for (int i = 0; i < 400; i++) {
      List<PriceSlot> product = product(0, 10, 30);
      silent += new PriceModel(List.of(product)).of(product) instanceof Unknown ? 1 : 0;
    }

    // Then: a fifth is what an 80 % interval may miss; both sides of it count here.
    assertThat(silent / 400.0).as("seed %d", SEED).isGreaterThan(0.75);
  }

  @Test
  void shouldPullAProductTowardsItsCategoryWhenItSoldLittle() {
    // Given
    List<List<PriceSlot>> category = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      category.add(product(-3, 60, 100));
    }
    List<PriceSlot> small = product(-1, 12, 40);

    // When
    PriceModel model = new PriceModel(category);
    Known alone = known(new PriceModel(List.of()).of(small));
    Known pulled = known(model.of(small));

    // Then
    assertThat(model.category().mean()).isCloseTo(-3, within(0.2));
    assertThat(pulled.mean()).isLessThan(alone.mean());
  }

  private static Known known(Elasticity elasticity) {
    assertThat(elasticity).isInstanceOf(Known.class);
    return (Known) elasticity;
  }

  @Test
  void shouldBeLessSureWhenSalesScatterMoreThanChance() {
    // Given
    List<PriceSlot> calm = new ArrayList<>();
    List<PriceSlot> wild = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double price = i % 2 == 0 ? 100 : 80;
      calm.add(new PriceSlot(price, i % 2 == 0 ? 20 : 30, 1));
      wild.add(new PriceSlot(price, (i % 2 == 0 ? 20 : 30) + (i / 2 % 2 == 0 ? 18 : -18), 1));
    }

    // When
    Known sure = known(new PriceModel(List.of()).of(calm));
    Known unsure = known(new PriceModel(List.of()).of(wild));

    // Then
    assertThat(unsure.deviation()).isGreaterThan(2 * sure.deviation());
  }
}
