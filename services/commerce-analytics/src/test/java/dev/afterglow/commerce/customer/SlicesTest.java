package dev.afterglow.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlicesTest {
  @Test
  void shouldKeepBackTheSmallestToldOneWhenTheOthersCouldBeWorkedOutByDifference() {
    // When: 3 people are left of the whole, whoever knows the whole
    Map<String, Integer> told = Slices.tellable(Map.of("a", 40, "b", 12, "c", 3));

    // Then
    assertThat(told).containsExactly(Map.entry("a", 40));
  }

  @Test
  void shouldTellAllWhenNoneIsSmallAndKeepBackNoMoreThanItMust() {
    assertThat(Slices.tellable(Map.of("a", 40, "b", 12))).hasSize(2);
    assertThat(Slices.tellable(Map.of("a", 40, "b", 12, "c", 9, "d", 1))).hasSize(2);
    assertThat(Slices.tellable(Map.of("a", 9))).isEmpty();
    assertThat(Slices.tellable(Map.of("a", 10, "b", 1))).isEmpty();
  }

  @Test
  void shouldNeverLeaveOneToNinePeopleWhenSlicesAreRandom() {
    long seed = Long.getLong("seed", System.nanoTime() & 0xFFFF);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      // Given
      Map<Integer, Integer> slices = new HashMap<>();
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        slices.put(i, random.nextInt(1, 30));
      }

      // When
      Map<Integer, Integer> told = Slices.tellable(slices);

      // Then
      int rest = sum(slices) - sum(told);
      assertThat(slices).as("seed %d", seed).containsAllEntriesOf(told);
      assertThat(told.values()).as("seed %d", seed).allMatch(people -> people >= 10);
      assertThat(told.isEmpty() || rest == 0 || rest >= 10)
          .as("seed %d, %s", seed, slices)
          .isTrue();
    }
  }

  private static int sum(Map<Integer, Integer> slices) {
    return slices.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void shouldMakeNoCohortThatTellsOfAFew() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cohort("k", 9, OptionalInt.empty()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cohort("k", 30, OptionalInt.of(9)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cohort("k", 30, OptionalInt.of(29)));
    assertThat(new Cohort("k", 30, OptionalInt.of(20)).repeaters()).hasValue(20);
  }
}
