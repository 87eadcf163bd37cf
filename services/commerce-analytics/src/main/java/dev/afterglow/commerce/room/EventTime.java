package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a fact happened on the service's clock: received − (sent − occurred), within [received − 24
 * h, received + 5 s]. The difference of two readings of the client's clock holds however wrong that
 * clock is. The engine puts aside what comes more than 24 hours late before it asks here; this is
 * the rule that Snowplow calls the derived timestamp.
 */
public final class EventTime {
  /** How late a fact may come and still count. */
  private static final Duration MOST_LATE = Duration.ofHours(24);

  private static final Duration MOST_EARLY = Duration.ofSeconds(5);

  private EventTime() {}

  /**
   * Whether a fact comes more than 24 hours after it happened, by its client's clock: it is kept
   * apart, because where {@link #of} puts it, a day ago, nothing happened.
   */
  public static boolean isTooLate(Instant occurred, @Nullable Instant sent) {
    return sent != null && Duration.between(occurred, sent).compareTo(MOST_LATE) > 0;
  }

  /** The corrected time of a fact that was received at another. */
  public static Instant of(Fact fact, Instant received) {
    return of(fact.occurred(), fact.sent(), received);
  }

  /**
   * The corrected time of what a client's clock says.
   *
   * @param occurred when it happened, by that clock
   * @param sent when it was sent, by that clock; null = as it happened
   * @param received when it was received, by the service's clock
   */
  public static Instant of(Instant occurred, @Nullable Instant sent, Instant received) {
    if (sent == null) {
      return received;
    }
    Instant corrected = received.minus(Duration.between(occurred, sent));
    Instant earliest = received.minus(MOST_LATE);
    Instant latest = received.plus(MOST_EARLY);
    if (corrected.isBefore(earliest)) {
      return earliest;
    }
    return corrected.isAfter(latest) ? latest : corrected;
  }
}
