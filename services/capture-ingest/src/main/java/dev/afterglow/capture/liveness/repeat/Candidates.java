package dev.afterglow.capture.liveness.repeat;

import java.util.Arrays;

/**
 * The windows whose fingerprints differ least from those that are looked for, at most {@link
 * #MOST}, nearest first. For one thread.
 */
final class Candidates {
  /** So many are kept. */
  static final int MOST = 8;

  private final int mostBits;
  private final int[] bits = new int[MOST];
  private final long[] ends = new long[MOST];
  private final int[] sources = new int[MOST];
  private final int[] phases = new int[MOST];
  private int found;

  /**
   * None yet.
   *
   * @param mostBits how many bits of 64 a candidate may differ in
   */
  Candidates(int mostBits) {
    this.mostBits = mostBits;
    clear();
  }

  /** Forgets all. */
  void clear() {
    found = 0;
    Arrays.fill(bits, mostBits + 1);
  }

  /**
   * Looks at a window.
   *
   * @param hash what is looked for
   * @param other the window's own; {@link SimHash#STILL} is like nothing
   * @param end the step at which the window ends
   * @param source whose it is
   * @param phase how many steps before the newest one the looked-for window ends
   */
  void consider(long hash, long other, long end, int source, int phase) {
    if (other == SimHash.STILL) {
      return;
    }
    int differ = Long.bitCount(hash ^ other);
    if (differ >= bits[MOST - 1]) {
      return;
    }
    int at = MOST - 1;
    while (at > 0 && bits[at - 1] > differ) {
      bits[at] = bits[at - 1];
      ends[at] = ends[at - 1];
      sources[at] = sources[at - 1];
      phases[at] = phases[at - 1];
      at--;
    }
    bits[at] = differ;
    ends[at] = end;
    sources[at] = source;
    phases[at] = phase;
    found = Math.min(MOST, found + 1);
  }

  /** A window that differs in as many bits or more is no candidate. */
  int nearerThan() {
    return bits[MOST - 1];
  }

  /** How many there are. */
  int found() {
    return found;
  }

  long end(int candidate) {
    return ends[candidate];
  }

  int source(int candidate) {
    return sources[candidate];
  }

  int phase(int candidate) {
    return phases[candidate];
  }
}
