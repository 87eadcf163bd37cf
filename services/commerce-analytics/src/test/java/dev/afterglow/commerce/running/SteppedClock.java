package dev.afterglow.commerce.running;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, moved ahead by a test. */
@Alternative
@Singleton
public class SteppedClock extends Clock {
  private static volatile Duration ahead = Duration.ZERO;

  static Instant now() {
    return Clock.systemUTC().instant().plus(ahead);
  }

  /** Moves it so that it is this time now; never back. */
  static void set(Instant time) {
    Duration wanted = Duration.between(Clock.systemUTC().instant(), time);
    ahead = wanted.compareTo(ahead) > 0 ? wanted : ahead;
  }

  @Override
  public Instant instant() {
    return now();
  }

  @Override
  public ZoneId getZone() {
    return Clock.systemUTC().getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
