package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import java.time.Duration;
import java.time.Instant;

/**
 * When a fact happened on the service's clock: received − (sent − occurred), within [received − 24
 * h, received + 5 s]. The difference of two readings of the client's clock holds however wrong that
 * clock is; this is the rule that Snowplow calls the derived timestamp.
 */
final class EventTime {
  private static final Duration MOST_LATE = Duration.ofHours(24);
  private static final Duration MOST_EARLY = Duration.ofSeconds(5);

  private EventTime() {}

  static Instant of(Fact fact, Instant received) {
    Instant sent = fact.sent();
    if (sent == null) {
      return received;
    }
    Instant corrected = received.minus(Duration.between(fact.occurred(), sent));
    Instant earliest = received.minus(MOST_LATE);
    Instant latest = received.plus(MOST_EARLY);
    if (corrected.isBefore(earliest)) {
      return earliest;
    }
    return corrected.isAfter(latest) ? latest : corrected;
  }
}
