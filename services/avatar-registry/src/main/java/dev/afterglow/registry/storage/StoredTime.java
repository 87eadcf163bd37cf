package dev.afterglow.registry.storage;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The time as Postgres keeps it: whole microseconds, so that what is told is what is read back. */
public final class StoredTime {
  private StoredTime() {}

  /** Now. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** A value for a column of type {@code timestamptz}. */
  public static OffsetDateTime column(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** The value of such a column; null where it has none. */
  public static @Nullable Instant instant(@Nullable OffsetDateTime column) {
    return column == null ? null : column.toInstant();
  }
}
