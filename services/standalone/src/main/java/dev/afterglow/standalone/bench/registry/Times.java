package dev.afterglow.standalone.bench.registry;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long calls took.
 *
 * @param sortedNs each answered call, shortest first
 * @param failures calls that were refused or not answered
 * @param took the whole stretch
 */
@SuppressWarnings("ArrayRecordComponent")
record Times(long[] sortedNs, long failures, Duration took) {

  static Times of(long[] ns, long failures, Duration took) {
    long[] sorted = ns.clone();
    Arrays.sort(sorted);
    return new Times(sorted, failures, took);
  }

  double quantileMs(double share) {
    if (sortedNs.length == 0) {
      return Double.NaN;
    }
    int at = (int) Math.min(sortedNs.length - 1L, Math.round(share * (sortedNs.length - 1)));
    return sortedNs[at] / 1e6;
  }

  double perSecond() {
    return sortedNs.length / (took.toNanos() / 1e9);
  }
}
