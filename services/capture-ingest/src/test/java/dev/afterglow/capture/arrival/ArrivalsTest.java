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
    Arrivals<Long> arrivals = new Arrivals<>(16);
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
      Arrivals.Released<Long> released = arrivals.release(letter[0], PATIENCE_US);
      given.addAll(released.samples());
      lost += released.lost();
    }
    for (long nowUs = 6_000_000; nowUs < 8_000_000; nowUs += PATIENCE_US) {
      Arrivals.Released<Long> released = arrivals.release(nowUs, PATIENCE_US);
      given.addAll(released.samples());
      lost += released.lost();
    }

    // Then
    assertThat(given).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    assertThat(lost).as("seed %d", seed).isEqualTo(neverSent);
    assertThat(given.size() + neverSent).as("seed %d", seed).isEqualTo(500);
    assertThat(arrivals.duplicates() + arrivals.late())
        .as("seed %d", seed)
        .isEqualTo(mail.size() - given.size());
  }

  @Test
  void shouldWaitForAGapOnlyAsLongAsItsPatience() {
    // Given
    Arrivals<String> arrivals = new Arrivals<>(16);
    arrivals.take(1, "one", 0);
    arrivals.release(0, PATIENCE_US);
    arrivals.take(4, "four", 1_000);

    // When
    Arrivals.Released<String> early = arrivals.release(PATIENCE_US, PATIENCE_US);
    Arrivals.Released<String> late = arrivals.release(PATIENCE_US + 1_000, PATIENCE_US);

    // Then
    assertThat(early.samples()).isEmpty();
    assertThat(late.samples()).containsExactly("four");
    assertThat(late.lost()).isEqualTo(2);
    assertThat(arrivals.released()).isEqualTo(4);
  }

  @Test
  void shouldStartAnywhereWhenTheSessionIsResumed() {
    // Given
    Arrivals<String> arrivals = new Arrivals<>(16);

    // When
    arrivals.take(1_000, "later", 0);
    Arrivals.Released<String> released = arrivals.release(0, PATIENCE_US);

    // Then
    assertThat(released.samples()).containsExactly("later");
    assertThat(released.lost()).isZero();
  }

  @Test
  void shouldTellLateSamplesFromRepeatedOnes() {
    // Given: 2 is given up for lost, then 3 goes on
    Arrivals<String> arrivals = new Arrivals<>(16);
    arrivals.take(1, "one", 0);
    arrivals.release(0, PATIENCE_US);
    arrivals.take(3, "three", 10_000);
    arrivals.release(10_000 + PATIENCE_US, PATIENCE_US);

    // When
    arrivals.take(2, "two", 50_000);
    arrivals.take(3, "three", 50_000);
    arrivals.take(1, "one", 50_000);

    // Then
    assertThat(arrivals.late()).isEqualTo(1);
    assertThat(arrivals.duplicates()).isEqualTo(2);
    assertThat(arrivals.release(90_000, PATIENCE_US).samples()).isEmpty();
  }

  @Test
  void shouldWaitOnlyAsLongAsTheCallerHasPatience() {
    // Given
    Arrivals<String> arrivals = new Arrivals<>(16);
    arrivals.take(1, "one", 0);
    arrivals.release(0, PATIENCE_US);
    arrivals.take(3, "three", 0);

    // When
    Arrivals.Released<String> patient = arrivals.release(20_000, 60_000);
    Arrivals.Released<String> hasty = arrivals.release(20_000, 20_000);

    // Then
    assertThat(patient.samples()).isEmpty();
    assertThat(hasty.samples()).containsExactly("three");
  }

  @Test
  void shouldGiveUpAGapWhenMoreWaitThanItHolds() {
    // Given
    Arrivals<Integer> arrivals = new Arrivals<>(16);
    arrivals.take(1, 1, 0);
    arrivals.release(0, PATIENCE_US);
    for (int sequence = 3; sequence < 20; sequence++) {
      arrivals.take(sequence, sequence, 0);
    }

    // When
    Arrivals.Released<Integer> released = arrivals.release(0, PATIENCE_US);

    // Then
    assertThat(released.samples()).hasSize(17);
    assertThat(released.lost()).isEqualTo(1);
  }
}
