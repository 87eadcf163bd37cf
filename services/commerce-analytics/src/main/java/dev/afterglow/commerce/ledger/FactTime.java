package dev.afterglow.commerce.ledger;

import dev.afterglow.facts.Fact;
import java.time.Duration;
import java.time.Instant;

/**
 * When a fact happened on the service's clock: received less the time between happening and
 * sending, never more than a day before its receipt and never after it.
 */
final class FactTime {
  private static final Duration MOST_LATE = Duration.ofHours(24);

  private FactTime() {}

  static Instant of(Fact fact, Instant received) {
    Instant sent = fact.sent();
    if (sent == null) {
      return received;
    }
    Duration waited = Duration.between(fact.occurred(), sent);
    if (waited.isNegative()) {
      return received;
    }
    return received.minus(waited.compareTo(MOST_LATE) > 0 ? MOST_LATE : waited);
  }
}
