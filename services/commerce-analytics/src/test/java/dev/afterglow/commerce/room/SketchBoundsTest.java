package dev.afterglow.commerce.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sketches within the bounds that they state. */
class SketchBoundsTest {
  private static final long SEED = Long.getLong("seed", 20_261_123L);

  @Test
  void shouldTellAskersApartWithinFifteenPercentUpToFiveHundred() {
    // Given: a hundred crowds, each of whom asks twice.
    for (int crowd = 0; crowd < 100; crowd++) {
      AskedMinute asked = new AskedMinute();
      int people = 5 * (crowd + 1);
      for (int i = 0; i < 2 * people; i++) {
        asked.ask(Digest128.of("asker", crowd + "-" + i % people));
      }

      // When
      long distinct = asked.distinct();

      // Then: linear counting in 512 bits has a deviation of 5 % at 500, of one person at 20.
      assertThat(distinct)
          .as("%d people", people)
          .isBetween((long) (people * 0.85 - 3), (long) (people * 1.15 + 3));
      assertThat(asked.asks).isEqualTo(2L * people);
    }
  }

  @Test
  void shouldCountNoWordTooLowAndNoneTooHighByMoreThanTheRarestKept() {
    // Given: ten thousand words, the k-th about 1/k as often as the first.
    SplittableRandom random = new SplittableRandom(SEED);
    WordTally tally = new WordTally(200);
    Map<String, Long> exact = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      String word = "w" + (int) Math.exp(random.nextDouble() * Math.log(2_000));
      tally.comment(Set.of(word));
      exact.merge(word, 1L, Long::sum);
    }

    // When
    var kept = tally.top(200);

    // Then
    long rarest = kept.getLast().comments();
    assertThat(exact).hasSizeGreaterThan(1_000);
    assertThat(kept).hasSize(200);
    assertThat(kept)
        .as("seed %d", SEED)
        .allSatisfy(
            use -> assertThat(use.comments() - exact.get(use.word())).isBetween(0L, rarest));
  }
}
