package dev.afterglow.commerce.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.facts.Fact;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded random streams against the naive room; {@code -Dseed=} replays one. */
class RoomKernelRandomTest {
  private static final int FACTS = 3_000;

  static java.util.stream.LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null
        ? java.util.stream.LongStream.range(1, 13)
        : java.util.stream.LongStream.of(seed);
  }

  private static RoomKernel kernel() {
    return new RoomKernel(RoomLimits.DEFAULT, RoomFacts.READ);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldAgreeWithTheNaiveRoomWhenFactsAreUnruly(long seed) {
    // Given
    RandomFacts random = new RandomFacts(seed);
    RoomKernel kernel = kernel();
    NaiveRoom naive = new NaiveRoom(RoomFacts.READ);

    // When
    for (int i = 0; i < FACTS; i++) {
      Fact fact = random.next();
      kernel.apply(fact, RoomFacts.at(random.second()));
      naive.apply(fact, RoomFacts.at(random.second()));
    }

    // Then
    var asOf = RoomFacts.at(random.second() - 20);
    assertThat(kernel.figures(asOf)).as("seed %d", seed).isEqualTo(naive.figures(asOf));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldGiveTheSameBytesWhenItIsCutAnywhereAndRestored(long seed) {
    // Given: one room told straight through, one restored from its snapshot and one rebuilt from
    // its changes every so often.
    RandomFacts random = new RandomFacts(seed);
    RoomKernel straight = kernel();
    RoomKernel restored = kernel();
    RoomKernel rebuilt = kernel();
    TreeMap<byte[], byte[]> parts = new TreeMap<>(Arrays::compareUnsigned);

    // When
    for (int i = 0; i < FACTS; i++) {
      Fact fact = random.next();
      var received = RoomFacts.at(random.second());
      straight.apply(fact, received);
      restored.apply(fact, received);
      rebuilt.apply(fact, received);
      if (i % 97 == seed) {
        restored = RoomKernel.restore(restored.snapshot(), RoomLimits.DEFAULT, RoomFacts.READ);
        rebuilt.changes(
            (key, value) -> {
              if (value == null) {
                parts.remove(key);
              } else {
                parts.put(key, value);
              }
            });
        RoomKernel next = kernel();
        parts.descendingMap().forEach(next::load);
        next.resume();
        rebuilt = next;
      }
    }

    // Then
    assertThat(restored.snapshot()).as("seed %d", seed).isEqualTo(straight.snapshot());
    assertThat(rebuilt.snapshot()).as("seed %d", seed).isEqualTo(straight.snapshot());
    assertThat(restored.paidUnits()).as("seed %d", seed).isEqualTo(straight.paidUnits());
    assertThat(rebuilt.paidUnits()).as("seed %d", seed).isEqualTo(straight.paidUnits());
  }

  @Test
  void shouldForgetTheOldestWhenTheGenerationsMoveOn() {
    // Given
    RoomLimits limits = new RoomLimits(10, 10, 10, 10, 100);
    RoomFacts facts = new RoomFacts();
    RoomKernel kernel = new RoomKernel(limits, RoomFacts.READ);
    TreeMap<byte[], byte[]> parts = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < 1_000; i++) {
      kernel.apply(facts.of(0, "", new dev.afterglow.facts.Happening.Like(1)), RoomFacts.at(0));
      if (i % 30 == 0) {
        kernel.changes(
            (key, value) -> {
              if (value == null) {
                parts.remove(key);
              } else {
                parts.put(key, value);
              }
            });
      }
    }

    // When
    long runs = parts.keySet().stream().filter(key -> key[0] == PartKind.SEEN).count();

    // Then: two generations of 100 ids in runs of at most 30.
    assertThat(runs).isBetween(4L, 12L);
  }

  @Test
  void shouldRefuseBytesThatAreNoSnapshot() {
    // Given
    RoomKernel kernel = kernel();
    kernel.apply(new RandomFacts(1).next(), RoomFacts.at(0));
    byte[] good = kernel.snapshot();

    // When / Then
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> RoomKernel.restore(cut, RoomLimits.DEFAULT, RoomFacts.READ))
          .isInstanceOf(BrokenSnapshotException.class);
    }
  }
}
