package dev.afterglow.registry.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
  private static final long SEED = Long.getLong("seed", 20261123L);

  @Test
  void shouldGiveWhatIsLeftToTheLargestRemaindersWhenFractionsAreRounded() {
    // When
    List<Long> thirds = LargestRemainder.divide(100, List.of(1L, 1L, 1L));
    List<Long> uneven = LargestRemainder.divide(10, List.of(34L, 33L, 33L));
    List<Long> debt = LargestRemainder.divide(-100, List.of(1L, 1L, 1L));

    // Then
    assertThat(thirds).containsExactly(34L, 33L, 33L);
    assertThat(uneven).containsExactly(4L, 3L, 3L);
    assertThat(debt).containsExactly(-33L, -33L, -34L);
  }

  @Test
  void shouldAddUpAndStayBesideTheExactAmountWhateverIsDivided() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      // Given
      long amount = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      List<Long> weights = new ArrayList<>();
      for (int k = random.nextInt(1, 8); k > 0; k--) {
        weights.add(random.nextLong(0, 1_000_000_000_000_000L));
      }
      weights.add(1 + random.nextLong(1_000));

      // When
      List<Long> parts = LargestRemainder.divide(amount, weights);

      // Then
      BigInteger whole =
          weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
      assertThat(parts.stream().mapToLong(Long::longValue).sum())
          .as("seed %d case %d", SEED, i)
          .isEqualTo(amount);
      for (int k = 0; k < parts.size(); k++) {
        BigInteger exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(weights.get(k)));
        BigInteger off = BigInteger.valueOf(parts.get(k)).multiply(whole).subtract(exact).abs();
        assertThat(off).as("seed %d case %d", SEED, i).isLessThan(whole);
      }
    }
  }

  @Test
  void shouldRefuseWhenTheFractionsAreNoWholeNumberTogether() {
    assertThatThrownBy(
            () -> LargestRemainder.round(List.of(BigInteger.ONE, BigInteger.ONE), BigInteger.TEN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
