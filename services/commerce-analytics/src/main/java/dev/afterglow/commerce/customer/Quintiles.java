package dev.afterglow.commerce.customer;

import java.util.Arrays;

/**
 * Where the fifths of some values end, exactly. A sketch would bound the space, but a shop's orders
 * are held anyway, and its cuts are drawn by lot: who stands near one would change the segment with
 * each reading, and each such change would be told.
 */
final class Quintiles {
  private static final int FIFTHS = 5;

  private final long[] ends;

  private Quintiles(long[] ends) {
    this.ends = ends;
  }

  /** The fifths of values in any order; of none, everything is in the first. */
  static Quintiles of(long[] values) {
    if (values.length == 0) {
      return new Quintiles(values);
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    long[] ends = new long[FIFTHS - 1];
    for (int i = 0; i < ends.length; i++) {
      // The least rank that holds i + 1 fifths of the values.
      long rank = ((long) sorted.length * (i + 1) + FIFTHS - 1) / FIFTHS;
      ends[i] = sorted[(int) rank - 1];
    }
    return new Quintiles(ends);
  }

  /** 1 to 5: one more than the ends that lie below the value. Equal values share a fifth. */
  int quintile(long value) {
    int quintile = 1;
    for (long end : ends) {
      quintile += value > end ? 1 : 0;
    }
    return quintile;
  }
}
