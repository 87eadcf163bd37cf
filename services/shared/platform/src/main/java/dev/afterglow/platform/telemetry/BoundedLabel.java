package dev.afterglow.platform.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A label whose values come from outside: the first ones keep their text, all later ones count as
 * {@value #OTHER}, so that a caller cannot grow the number of time series without end. Safe for use
 * by many threads.
 */
public final class BoundedLabel {

  /** What values beyond the bound become. */
  public static final String OTHER = "other";

  private final int maxValues;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * A label with a bound.
   *
   * @param maxValues how many values keep their text, 1 to 1000
   */
  public BoundedLabel(int maxValues) {
    if (maxValues < 1 || maxValues > 1000) {
      throw new IllegalArgumentException("maxValues is 1 to 1000, was " + maxValues);
    }
    this.maxValues = maxValues;
  }

  /** The value itself, or {@value #OTHER}. */
  public String of(String value) {
    if (seen.contains(value)) {
      return value;
    }
    synchronized (this) {
      if (seen.size() >= maxValues) {
        return OTHER;
      }
      seen.add(value);
      return value;
    }
  }
}
