package dev.afterglow.standalone.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedPersonTest {
  @Test
  void shouldMakeNumbersWhoseCheckHolds() {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);

    for (int i = 0; i < 1_000; i++) {
      // When
      String number = SimulatedPerson.number(random);

      // Then
      assertThat(number).as("seed %d", seed).matches("990000\\d{11}[0-9X]");
      assertThat(weightedSum(number) % 11).as("%s, seed %d", number, seed).isEqualTo(1);
    }
  }

  /** ISO 7064 MOD 11-2 as GB 11643 words it: the weighted sum of all 18 leaves 1. */
  private static int weightedSum(String number) {
    int sum = 0;
    int weight = 1;
    for (int i = 17; i >= 0; i--) {
      char c = number.charAt(i);
      sum += (c == 'X' ? 10 : c - '0') * weight;
      weight = weight * 2 % 11;
    }
    return sum;
  }
}
