package dev.afterglow.capture.timeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clock that every drive is mapped onto: UTC when the service started, and monotonic from
 * there, so that a step of the machine's clock does not tear a drive. Safe for many threads.
 */
public final class ServiceClock {
  private final LongSupplier nanos;
  private final long startedNanos;
  private final long startedUs;

  /**
   * A clock that starts at a source's instant.
   *
   * @param utc read once
   * @param nanos a monotonic clock, nanoseconds
   */
  public ServiceClock(InstantSource utc, LongSupplier nanos) {
    this.nanos = nanos;
    Instant start = utc.instant();
    this.startedUs = start.getEpochSecond() * 1_000_000L + start.getNano() / 1000;
    this.startedNanos = nanos.getAsLong();
  }

  /** Microseconds since 1970 in UTC; never falls. */
  public long nowUs() {
    return startedUs + (nanos.getAsLong() - startedNanos) / 1000;
  }

  /** A time of this clock as an instant. */
  public static Instant instant(long us) {
    return Instant.ofEpochSecond(
        Math.floorDiv(us, 1_000_000L), Math.floorMod(us, 1_000_000L) * 1000);
  }
}
