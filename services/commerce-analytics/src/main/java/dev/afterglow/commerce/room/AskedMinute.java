package dev.afterglow.commerce.room;

/** One minute of one question: how many asked, and a sketch of who. */
final class AskedMinute {
  static final int WORDS = 8;
  private static final int BITS = WORDS * Long.SIZE;

  long asks;
  final long[] askers = new long[WORDS];

  void ask(Digest128 asker) {
    asks++;
    int bit = (int) asker.low() & (BITS - 1);
    askers[bit >> 6] |= 1L << bit;
  }

  void add(AskedMinute other) {
    asks += other.asks;
    for (int i = 0; i < WORDS; i++) {
      askers[i] |= other.askers[i];
    }
  }

  /** Linear counting (Whang, Vander-Zanden, Taylor 1990): m·ln(m / empty bits). */
  long distinct() {
    int empty = BITS;
    for (long word : askers) {
      empty -= Long.bitCount(word);
    }
    // A full sketch says no more than "at least as many as if one bit were left".
    return Math.round(BITS * StrictMath.log((double) BITS / Math.max(1, empty)));
  }
}
