package dev.afterglow.capture.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long PATIENCE_US = 30_000;

  @RepeatedTest(50)
  void shouldGiveEachOnceAndInOrderWhenSamplesAreMixedUp() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    Arrivals<Long> arrivals = new Arrivals<>(16, PATIENCE_US);
    List<Long> given = new ArrayList<>();
    long lost = 0;
    long neverSent = 0;
    List<long[]> mail = new ArrayList<>();
    for (long sequence = 1; sequence <= 500; sequence++) {
      long sentUs = sequence * 10_000;
      if (sequence > 1 && sequence < 500 && random.nextInt(20) == 0) {
        neverSent++;
        continue;
      }
      mail.add(new long[] {sentUs + random.nextInt(20_000), sequence});
      if (random.nextInt(10) == 0) {
        mail.add(new long[] {sentUs + random.nextInt(20_000), sequence});
      }
    }
    mail.removeIf(it -> it[1] == 1);
    mail.add(new long[] {0, 1});
    mail.sort((a, b) -> Long.compare(a[0], b[0]));

    // When
    for (long[] letter : mail) {
      arrivals.take(letter[1], letter[1], letter[0]);
      Arrivals.Released<Long> released = arrivals.release(letter[0]);
      given.addAll(released.samples());
      lost += released.lost();
    }
    for (long nowUs = 6_000_000; nowUs < 8_000_000; nowUs += PATIENCE_US) {
      Arrivals.Released<Long> released = arrivals.release(nowUs);
      given.addAll(released.samples());
      lost += released.lost();
    }

    // Then
    assertThat(given).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    assertThat(lost).as("seed %d", seed).isEqualTo(neverSent);
    assertThat(given.size() + neverSent).as("seed %d", seed).isEqualTo(500);
    assertThat(arrivals.duplicates()).as("seed %d", seed).isEqualTo(mail.size() - given.size());
  }

  @Test
  void shouldWaitForAGapOnlyAsLongAsItsPatience() {
    // Given
    Arrivals<String> arrivals = new Arrivals<>(16, PATIENCE_US);
    arrivals.take(1, "one", 0);
    arrivals.release(0);
    arrivals.take(4, "four", 1_000);

    // When
    Arrivals.Released<String> early = arrivals.release(PATIENCE_US);
    Arrivals.Released<String> late = arrivals.release(PATIENCE_US + 1_000);

    // Then
    assertThat(early.samples()).isEmpty();
    assertThat(late.samples()).containsExactly("four");
    assertThat(late.lost()).isEqualTo(2);
    assertThat(arrivals.released()).isEqualTo(4);
  }

  @Test
  void shouldStartAnywhereWhenTheSessionIsResumed() {
    // Given
    Arrivals<String> arrivals = new Arrivals<>(16, PATIENCE_US);

    // When
    arrivals.take(1_000, "later", 0);
    Arrivals.Released<String> released = arrivals.release(0);

    // Then
    assertThat(released.samples()).containsExactly("later");
    assertThat(released.lost()).isZero();
  }
}
