package dev.afterglow.registry.running;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until a test puts it forward, so that no lease runs out on a busy
 * machine.
 */
public final class MovableClock extends Clock {
  private static final Instant START = Instant.now();
  private static final AtomicLong AHEAD_MS = new AtomicLong();

  /** Puts the clock of the running registry forward. */
  public static void forward(Duration span) {
    AHEAD_MS.addAndGet(span.toMillis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return START.plusMillis(AHEAD_MS.get());
  }

  /** Puts it into the running registry. */
  public static final class Wiring {
    @Produces
    @Singleton
    Clock clock() {
      return new MovableClock();
    }
  }
}
