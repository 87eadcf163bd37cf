package dev.afterglow.commerce.room;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Ids seen, each with what it said: an open hash table of three longs an entry, because a room
 * holds millions and objects would take five times the memory.
 */
final class SeenSet {
  /** Longs an entry: id high, id low, payload. */
  static final int WIDTH = 3;

  private static final int SMALLEST = 1 << 6;

  private long[] slots = new long[SMALLEST * WIDTH];
  private boolean[] taken = new boolean[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  /** Where the id's payload stands, or −1. */
  int find(Digest128 id) {
    int slot = slotOf(id.high(), id.low());
    return taken[slot] ? slot : -1;
  }

  long payload(int slot) {
    return slots[slot * WIDTH + 2];
  }

  void add(long high, long low, long payload) {
    if (size * 3L > taken.length * 2L) {
      grow();
    }
    int slot = slotOf(high, low);
    if (!taken[slot]) {
      taken[slot] = true;
      size++;
    }
    slots[slot * WIDTH] = high;
    slots[slot * WIDTH + 1] = low;
    slots[slot * WIDTH + 2] = payload;
  }

  /** All entries, sorted by id, WIDTH longs each. */
  void sorted(Consumer<long[]> sink) {
    long[][] entries = new long[size][];
    int next = 0;
    for (int slot = 0; slot < taken.length; slot++) {
      if (taken[slot]) {
        entries[next++] = Arrays.copyOfRange(slots, slot * WIDTH, slot * WIDTH + WIDTH);
      }
    }
    Arrays.sort(
        entries,
        (a, b) -> {
          int byHigh = Long.compareUnsigned(a[0], b[0]);
          return byHigh != 0 ? byHigh : Long.compareUnsigned(a[1], b[1]);
        });
    for (long[] entry : entries) {
      sink.accept(entry);
    }
  }

  // The id is a cryptographic digest already, so its low bits are as good a hash as any.
  private int slotOf(long high, long low) {
    int mask = taken.length - 1;
    int slot = (int) low & mask;
    while (taken[slot] && (slots[slot * WIDTH] != high || slots[slot * WIDTH + 1] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldSlots = slots;
    boolean[] oldTaken = taken;
    slots = new long[oldSlots.length * 2];
    taken = new boolean[oldTaken.length * 2];
    size = 0;
    for (int slot = 0; slot < oldTaken.length; slot++) {
      if (oldTaken[slot]) {
        add(oldSlots[slot * WIDTH], oldSlots[slot * WIDTH + 1], oldSlots[slot * WIDTH + 2]);
      }
    }
  }
}
