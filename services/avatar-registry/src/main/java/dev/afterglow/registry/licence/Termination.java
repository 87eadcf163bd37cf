package dev.afterglow.registry.licence;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * How a licence is ended before its time. It binds whoever acts for the licensee, or for both. It
 * never binds the person portrayed: articles 1021 and 1022 of the Civil Code let them end it, and
 * doubt is read for them, so their word ends it at once.
 *
 * @param noticeSeconds how long it lasts after notice, 0 to 366 days
 * @param immediateGrounds grounds that need no notice, beside those that never do
 */
public record Termination(long noticeSeconds, Set<TerminationGround> immediateGrounds) {
  /** At once, on any ground. */
  public static final Termination AT_ONCE = new Termination(0, Set.of());

  private static final long MOST_SECONDS = Duration.ofDays(366).toSeconds();

  /** Checks the notice. */
  public Termination {
    immediateGrounds = Set.copyOf(Objects.requireNonNullElse(immediateGrounds, Set.of()));
    if (noticeSeconds < 0 || noticeSeconds > MOST_SECONDS) {
      throw new IllegalArgumentException("a notice is 0 to 366 days");
    }
  }

  /** When a licence ends that is ended now on a ground. */
  public Instant end(TerminationGround ground, Instant now) {
    boolean immediate = ground.alwaysImmediate() || immediateGrounds.contains(ground);
    return immediate ? now : now.plusSeconds(noticeSeconds);
  }
}
