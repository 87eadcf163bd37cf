package dev.afterglow.commerce.room;

import java.util.Arrays;

/**
 * How long each viewer watched, as counts in buckets: exact up to 100 s, above that buckets 2 %
 * wide, so that a quantile is off by at most 1 % of itself. Counts of disjoint viewers add up, and
 * a viewer moves from bucket to bucket, so it is as exact after a correction as before.
 */
final class WatchTimes {
  private static final int EXACT = 100;
  private static final int LONGEST_S = 7 * 24 * 3_600;
  private static final int[] LOWEST = lowest();

  private final int[] viewers = new int[LOWEST.length];
  private int count;

  private static int[] lowest() {
    int[] bounds = new int[1_024];
    int size = 0;
    for (int bound = 0; bound <= LONGEST_S; size++) {
      bounds[size] = bound;
      bound = bound < EXACT ? bound + 1 : (int) (bound * 51L / 50);
    }
    return Arrays.copyOf(bounds, size);
  }

  private static int bucket(int seconds) {
    int at = Arrays.binarySearch(LOWEST, seconds);
    return at >= 0 ? at : -at - 2;
  }

  /** A viewer who had watched so long has now watched so long; −1 before the first second. */
  void move(int from, int to) {
    if (from >= 0) {
      viewers[bucket(from)]--;
      count--;
    }
    viewers[bucket(to)]++;
    count++;
  }

  /**
   * The seconds that a share of viewers watched at most: the smallest with at least that share at
   * or below it; the middle of its bucket. 0 where there is no viewer.
   *
   * @param percent 1 to 100
   */
  int quantile(int percent) {
    long wanted = ((long) count * percent + 99) / 100;
    long met = 0;
    for (int i = 0; i < viewers.length; i++) {
      met += viewers[i];
      if (met >= wanted && met > 0) {
        int next = i + 1 < LOWEST.length ? LOWEST[i + 1] : LOWEST[i] + 1;
        return (LOWEST[i] + next - 1) / 2;
      }
    }
    return 0;
  }

  /** Viewers who watched longer than so many seconds; exact below 100. */
  int longerThan(int seconds) {
    int longer = 0;
    for (int i = bucket(seconds) + 1; i < viewers.length; i++) {
      longer += viewers[i];
    }
    return longer;
  }
}
