package dev.afterglow.registry.storage;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time as Postgres keeps it: whole microseconds, so that what is told is what is read back. */
public final class StoredTime {
  private StoredTime() {}

  /** Now. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
