package dev.afterglow.commerce.metric;

/** Which time a figure holds for. */
public enum MetricWindow {
  /** All of the room so far. */
  TOTAL,
  /** The ten whole minutes before the minute read in. */
  LAST_10_MINUTES,
  /** The ten whole minutes before those. */
  PREVIOUS_10_MINUTES
}
