package dev.afterglow.commerce.room;

import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Things by their digest: an open hash table of the things themselves, which hold their digests. A
 * map from digests to things would take 64 bytes more for each.
 */
final class DigestTable<T extends DigestTable.Entry> {
  /** A thing that is found by its digest. */
  abstract static class Entry {
    private final long high;
    private final long low;

    Entry(Digest128 id) {
      this.high = id.high();
      this.low = id.low();
    }

    Digest128 id() {
      return new Digest128(high, low);
    }
  }

  private static final int SMALLEST = 16;
  private static final int REFERENCE_BYTES = 4;

  private final IntFunction<@Nullable T[]> newSlots;
  private @Nullable T[] slots;
  private int size;

  DigestTable(IntFunction<@Nullable T[]> newSlots) {
    this.newSlots = newSlots;
    this.slots = newSlots.apply(SMALLEST);
  }

  int size() {
    return size;
  }

  /** What the table takes of the heap, without the things in it. */
  long bytes() {
    return (long) slots.length * REFERENCE_BYTES;
  }

  @Nullable T get(Digest128 id) {
    return slots[slot(id.high(), id.low())];
  }

  /** Puts a thing in the place of one with the same digest, or adds it. */
  void put(T thing) {
    if ((size + 1) * 3L > slots.length * 2L) {
      grow();
    }
    Entry entry = thing;
    int slot = slot(entry.high, entry.low);
    size += slots[slot] == null ? 1 : 0;
    slots[slot] = thing;
  }

  void forEach(Consumer<T> sink) {
    for (T thing : slots) {
      if (thing != null) {
        sink.accept(thing);
      }
    }
  }

  private void grow() {
    @Nullable T[] before = slots;
    slots = newSlots.apply(before.length * 2);
    for (T thing : before) {
      if (thing != null) {
        Entry entry = thing;
        slots[slot(entry.high, entry.low)] = thing;
      }
    }
  }

  // The id is a cryptographic digest already, so its low bits are as good a hash as any.
  private int slot(long high, long low) {
    int slot = (int) low & (slots.length - 1);
    Entry entry = slots[slot];
    while (entry != null && (entry.high != high || entry.low != low)) {
      slot = (slot + 1) & (slots.length - 1);
      entry = slots[slot];
    }
    return slot;
  }
}
