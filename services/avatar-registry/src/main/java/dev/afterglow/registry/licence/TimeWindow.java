package dev.afterglow.registry.licence;

import java.time.Instant;

/**
 * A span of time.
 *
 * @param startTime from when, inclusive
 * @param endTime until when, exclusive; after the start
 */
public record TimeWindow(Instant startTime, Instant endTime) {

  /** Checks the order. */
  public TimeWindow {
    if (!endTime.isAfter(startTime)) {
      throw new IllegalArgumentException("a window ends after it starts");
    }
  }

  /** Whether a moment is in it. */
  public boolean contains(Instant moment) {
    return !moment.isBefore(startTime) && moment.isBefore(endTime);
  }
}
