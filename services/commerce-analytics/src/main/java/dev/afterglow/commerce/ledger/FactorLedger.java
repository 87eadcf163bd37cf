package dev.afterglow.commerce.ledger;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Factors from outside a room, as they were told: each holds until it is told again. */
final class FactorLedger {
  private static final int MOST_NAMES = 40;
  private static final int MOST_TOLD = 20_000;

  private final TreeMap<String, TreeMap<Long, Double>> told = new TreeMap<>();
  private int count;

  /** A factor has another value; false past the most. */
  boolean add(String name, double value, long minute) {
    boolean isFull = told.size() >= MOST_NAMES && !told.containsKey(name);
    if (isFull || count >= MOST_TOLD) {
      return false;
    }
    Double before = told.computeIfAbsent(name, _ -> new TreeMap<>()).put(minute, value);
    count += before == null ? 1 : 0;
    return true;
  }

  /** Drops what was told before a minute; what stood at it still stands. */
  void forget(long before) {
    for (TreeMap<Long, Double> values : told.values()) {
      Long standing = values.floorKey(before);
      if (standing != null) {
        NavigableMap<Long, Double> old = values.headMap(standing, false);
        count -= old.size();
        old.clear();
      }
    }
  }

  /** From which minute on which value stood, by name. */
  Map<String, TreeMap<Long, Double>> byName() {
    return told;
  }
}
