package dev.afterglow.commerce.room;

import java.util.Arrays;

/**
 * Ids seen, each with what it said: open hash tables of three longs an entry, because rooms hold
 * millions and objects would take five times the memory. About 31 bytes an id: sixteen tables by
 * the id's first bits grow by a quarter each, so neither the empty slots nor the copy while one
 * grows is ever half of the whole.
 *
 * <p>An id's place follows its order, so the tables are as good as sorted: see {@link #sorted}.
 */
final class SeenSet {
  /** Longs an entry: id high, id low, payload. */
  static final int WIDTH = 3;

  /** Takes entries. */
  @FunctionalInterface
  interface Sink {
    void accept(long high, long low, long payload);
  }

  private static final int TABLES = 16;
  private static final int TABLE_BITS = 4;
  private static final int SMALLEST = 8;
  private static final long[] NOTHING = {};

  private final long[][] tables = new long[TABLES][];
  private final int[] sizes = new int[TABLES];
  private int size;

  SeenSet() {
    Arrays.fill(tables, NOTHING);
  }

  int size() {
    return size;
  }

  /** What the tables take of the heap. */
  long bytes() {
    long longs = 0;
    for (long[] table : tables) {
      longs += table.length;
    }
    return longs * Long.BYTES;
  }

  boolean holds(Digest128 id) {
    long[] table = tables[table(id.high())];
    return table.length > 0 && isTaken(table, slot(table, id.high(), low(id.high(), id.low())));
  }

  /** What a held id said. */
  long payload(Digest128 id) {
    long[] table = tables[table(id.high())];
    return table[slot(table, id.high(), low(id.high(), id.low())) + 2];
  }

  /** Adds an id, or replaces what it said. */
  void add(long high, long low, long payload) {
    int number = table(high);
    if ((sizes[number] + 1L) * WIDTH * 20 > tables[number].length * 17L) {
      grow(number);
    }
    if (put(tables[number], high, low(high, low), payload)) {
      sizes[number]++;
      size++;
    }
  }

  private static boolean put(long[] table, long high, long low, long payload) {
    int slot = slot(table, high, low);
    boolean isNew = !isTaken(table, slot);
    table[slot] = high;
    table[slot + 1] = low;
    table[slot + 2] = payload;
    return isNew;
  }

  private void grow(int number) {
    long[] before = tables[number];
    int entries = before.length / WIDTH;
    long[] after = new long[Math.max(SMALLEST, entries + entries / 4) * WIDTH];
    for (int slot = 0; slot < before.length; slot += WIDTH) {
      if (isTaken(before, slot)) {
        put(after, before[slot], before[slot + 1], before[slot + 2]);
      }
    }
    tables[number] = after;
  }

  /** All entries, by id. */
  void sorted(Sink sink) {
    for (int number = 0; number < TABLES; number++) {
      long[] entries = inOrder(tables[number], sizes[number]);
      for (int at = 0; at < entries.length; at += WIDTH) {
        sink.accept(entries[at], entries[at + 1], entries[at + 2]);
      }
    }
  }

  /**
   * From an empty slot on and around, so that no run of entries is cut; then each moves a little.
   */
  private static long[] inOrder(long[] table, int size) {
    long[] entries = new long[size * WIDTH];
    int start = 0;
    while (start < table.length && isTaken(table, start)) {
      start += WIDTH;
    }
    int next = 0;
    for (int i = 0; i < table.length; i += WIDTH) {
      int slot = (start + i) % table.length;
      if (isTaken(table, slot)) {
        next = insert(entries, next, table, slot);
      }
    }
    return entries;
  }

  private static int insert(long[] entries, int end, long[] table, int from) {
    int at = end;
    while (at > 0 && isBefore(table, from, entries, at - WIDTH)) {
      at -= WIDTH;
    }
    System.arraycopy(entries, at, entries, at + WIDTH, end - at);
    System.arraycopy(table, from, entries, at, WIDTH);
    return end + WIDTH;
  }

  private static boolean isBefore(long[] one, int at, long[] other, int place) {
    int byHigh = Long.compareUnsigned(one[at], other[place]);
    return byHigh != 0 ? byHigh < 0 : Long.compareUnsigned(one[at + 1], other[place + 1]) < 0;
  }

  private static int table(long high) {
    return (int) (high >>> (Long.SIZE - TABLE_BITS));
  }

  // An empty slot is all zeros, so the one id that is, if it ever comes, is kept as the next one.
  private static long low(long high, long low) {
    return high == 0 && low == 0 ? 1 : low;
  }

  private static boolean isTaken(long[] table, int slot) {
    return (table[slot] | table[slot + 1]) != 0;
  }

  // The id is a cryptographic digest already, so its bits are as good a hash as any.
  private static int slot(long[] table, long high, long low) {
    long entries = table.length / WIDTH;
    long place = (((high << TABLE_BITS) >>> Integer.SIZE) * entries) >>> Integer.SIZE;
    int slot = (int) place * WIDTH;
    while (isTaken(table, slot) && (table[slot] != high || table[slot + 1] != low)) {
      slot += WIDTH;
      slot = slot == table.length ? 0 : slot;
    }
    return slot;
  }
}
