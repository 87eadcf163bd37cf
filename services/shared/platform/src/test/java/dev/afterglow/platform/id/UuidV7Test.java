package dev.afterglow.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {

  private static final long SEED = Long.getLong("seed", 42L);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void shouldCarryVersionVariantAndTimeWhenMade() {
    // Given
    UuidV7 ids = new UuidV7(InstantSource.fixed(NOW), new Random(SEED));

    // When
    UUID id = UUID.fromString(ids.next());

    // Then
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void shouldSortInOrderWhenOneMillisecondYieldsMoreThanCounterHolds() {
    // Given
    UuidV7 ids = new UuidV7(InstantSource.fixed(NOW), new Random(SEED));

    // When
    List<String> made = Stream.generate(ids::next).limit(20_000).toList();

    // Then
    assertThat(made).as("seed %d", SEED).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void shouldSortInOrderWhenClockStepsAtRandom() {
    // Given
    RandomGenerator steps = new Random(SEED);
    InstantSource jumping = () -> NOW.plusMillis(steps.nextInt(-1000, 1000));
    UuidV7 ids = new UuidV7(jumping, new Random(SEED));

    // When
    List<String> made = Stream.generate(ids::next).limit(5_000).toList();

    // Then
    assertThat(made).as("seed %d", SEED).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void shouldStayUniqueWhenManyThreadsAsk() throws InterruptedException {
    // Given
    UuidV7 ids = new UuidV7(InstantSource.fixed(NOW), new Random(SEED));
    Set<String> made = new HashSet<>();

    // When
    List<Thread> threads =
        Stream.generate(
                () ->
                    Thread.startVirtualThread(
                        () -> {
                          List<String> own = Stream.generate(ids::next).limit(500).toList();
                          synchronized (made) {
                            made.addAll(own);
                          }
                        }))
            .limit(8)
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    // Then
    assertThat(made).hasSize(4_000);
  }
}
