package dev.afterglow.commerce.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastShowsTest {
  private static final TotalKey GMV = new TotalKey("gmv_paid", 1, "CNY");

  private static PastShows of(int shows, Double... values) {
    return new PastShows(shows, Map.of(GMV, List.of(values)));
  }

  private static ShowTotal sum(double value) {
    return new ShowTotal(GMV, value, true);
  }

  @Test
  void shouldCountHalfOfThoseWithJustAsMuch() {
    // Given
    PastShows past = of(10, 1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 7.0, 8.0, 9.0, 10.0);

    // When
    Standing standing = past.standing(sum(5));

    // Then: four below, two alike
    assertThat(standing.percentile()).hasValue(50);
    assertThat(standing.shows()).isEqualTo(10);
  }

  @Test
  void shouldSayNothingOfFewerThanTenShows() {
    // Given
    PastShows past = of(9, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0);

    // When
    Standing standing = past.standing(sum(100));

    // Then
    assertThat(standing.percentile()).isEmpty();
    assertThat(standing.shows()).isEqualTo(9);
  }

  @Test
  void shouldCountShowsWithoutMoneyAsNothingAndWithoutARateAsUnknown() {
    // Given: ten shows, of which two tell of it
    PastShows past = of(10, 100.0, 300.0);

    // When
    Standing sum = past.standing(sum(200));
    Standing rate = past.standing(new ShowTotal(GMV, 200, false));

    // Then
    assertThat(sum.percentile()).hasValue(90);
    assertThat(sum.shows()).isEqualTo(10);
    assertThat(rate.percentile()).isEmpty();
    assertThat(rate.shows()).isEqualTo(2);
  }

  @Test
  void shouldNotCompareAcrossVersionsOrCurrencies() {
    // Given
    PastShows past =
        of(12, IntStream.range(0, 12).mapToObj(i -> (double) i).toArray(Double[]::new));

    // When
    Standing version = past.standing(new ShowTotal(new TotalKey("gmv_paid", 2, "CNY"), 5, false));
    Standing currency = past.standing(new ShowTotal(new TotalKey("gmv_paid", 1, "USD"), 5, false));

    // Then
    assertThat(version.percentile()).isEmpty();
    assertThat(currency.percentile()).isEmpty();
  }

  @Test
  void shouldAgreeWithCountingOneByOneWhateverTheShows() {
    long seed = Long.getLong("seed", 20_261_123L);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      // Given
      int told = random.nextInt(30);
      int silent = random.nextInt(10);
      Double[] values =
          IntStream.range(0, told).mapToObj(_ -> (double) random.nextInt(8)).toArray(Double[]::new);
      double mine = random.nextInt(9);
      double points = silent * (mine > 0 ? 1 : 0.5);
      for (double value : values) {
        points += value < mine ? 1 : value == mine ? 0.5 : 0;
      }

      // When
      Standing standing = of(told + silent, values).standing(sum(mine));

      // Then
      assertThat(standing.percentile().isPresent())
          .as("seed %d", seed)
          .isEqualTo(told + silent >= 10);
      if (standing.percentile().isPresent()) {
        assertThat(standing.percentile().getAsDouble())
            .as("seed %d round %d", seed, round)
            .isEqualTo(100 * points / (told + silent));
      }
    }
  }
}
