package dev.afterglow.commerce.customer;

import java.util.Map;
import java.util.TreeMap;

/**
 * What of a partition of people may be told: no slice of fewer than ten, and no rest of fewer than
 * ten either. Who knows the whole from elsewhere could otherwise work out a small slice as the
 * difference; so while what is kept back tells of one to nine people, the smallest slice goes with
 * it.
 */
final class Slices {
  private Slices() {}

  /** Whether a number of people may be told: none, or ten and more. */
  static boolean isTellable(long people) {
    return people == 0 || people >= Segment.FEWEST;
  }

  /** The slices that may be told, in the order of their keys. */
  static <K extends Comparable<? super K>> Map<K, Integer> tellable(Map<K, Integer> slices) {
    TreeMap<K, Integer> told = new TreeMap<>(slices);
    told.values().removeIf(people -> people < Segment.FEWEST);
    long keptBack = sum(slices) - sum(told);
    while (!isTellable(keptBack) && !told.isEmpty()) {
      K smallest =
          told.entrySet().stream()
              .min(
                  Map.Entry.<K, Integer>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey()))
              .orElseThrow()
              .getKey();
      keptBack += told.remove(smallest);
    }
    return told;
  }

  private static long sum(Map<?, Integer> slices) {
    return slices.values().stream().mapToLong(Integer::longValue).sum();
  }
}
