package dev.afterglow.commerce.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code -Dseed=} replays one. */
class SeenSetTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime() & 0xFFFF);

  @Test
  void shouldHoldWhatAMapHoldsAndGiveItSortedWhenFilled() {
    // Given: spread ids, ids that crowd at both ends of a table, and the one of all zeros.
    SplittableRandom random = new SplittableRandom(SEED);
    TreeMap<Digest128, Long> expected = new TreeMap<>();
    SeenSet set = new SeenSet();
    List<Digest128> ids = new ArrayList<>(List.of(new Digest128(0, 1), new Digest128(-1, -1)));
    for (int i = 0; i < 20_000; i++) {
      ids.add(new Digest128(random.nextLong(), random.nextLong()));
    }
    for (int i = 0; i < 300; i++) {
      long crowd = i % 2 == 0 ? 0x5000_0000_0000_0000L : 0x5FFF_FFFF_FFFF_FFFFL;
      ids.add(new Digest128(crowd, random.nextLong()));
    }

    // When
    for (Digest128 id : ids) {
      long payload = random.nextLong();
      set.add(id.high(), id.low(), payload);
      expected.put(id, payload);
    }

    // Then
    Map<Digest128, Long> sorted = new TreeMap<>();
    List<Digest128> order = new ArrayList<>();
    set.sorted(
        (high, low, payload) -> {
          order.add(new Digest128(high, low));
          sorted.put(new Digest128(high, low), payload);
        });
    assertThat(order).as("seed %d", SEED).containsExactlyElementsOf(expected.keySet());
    assertThat(sorted).as("seed %d", SEED).isEqualTo(expected);
    assertThat(set.size()).as("seed %d", SEED).isEqualTo(expected.size());
    assertThat(expected.entrySet())
        .as("seed %d", SEED)
        .allMatch(entry -> set.holds(entry.getKey()))
        .allMatch(entry -> set.payload(entry.getKey()) == entry.getValue());
    assertThat(set.holds(new Digest128(random.nextLong(), 7))).as("seed %d", SEED).isFalse();
  }

  @Test
  void shouldKnowTheIdOfAllZerosWhenItWasAdded() {
    // Given
    SeenSet set = new SeenSet();
    Digest128 zero = new Digest128(0, 0);
    boolean before = set.holds(zero);

    // When
    set.add(0, 0, 42);

    // Then
    assertThat(before).isFalse();
    assertThat(set.holds(zero)).isTrue();
    assertThat(set.payload(zero)).isEqualTo(42);
  }
}
