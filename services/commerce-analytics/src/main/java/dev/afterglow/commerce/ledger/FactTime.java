package dev.afterglow.commerce.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a fact happened on the service's clock: received less the time between happening and
 * sending, never more than a day before its receipt and never after it.
 */
final class FactTime {
  private static final Duration MOST_LATE = Duration.ofHours(24);

  private FactTime() {}

  static Instant of(Instant occurred, @Nullable Instant sent, Instant received) {
    if (sent == null) {
      return received;
    }
    Duration waited = Duration.between(occurred, sent);
    if (waited.isNegative()) {
      return received;
    }
    return received.minus(waited.compareTo(MOST_LATE) > 0 ? MOST_LATE : waited);
  }
}
