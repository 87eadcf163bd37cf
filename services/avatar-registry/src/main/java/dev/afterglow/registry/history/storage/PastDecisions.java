package dev.afterglow.registry.history.storage;

import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.use.IntendedUse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What would have been decided on a day. It is told and has no effect: nothing is granted by it.
 */
@ApplicationScoped
public class PastDecisions {
  /** Changes bear the time at which they began and are seen when they are committed. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final PastReader reader;
  private final Clock clock;

  @Inject
  PastDecisions(PastReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** Whether a use would have been allowed at a time, or HISTORY_NOT_KEPT. */
  public Uni<Decision> decide(IntendedUse use, Instant at) {
    if (at.isAfter(clock.instant().minus(SETTLED))) {
      throw Faults.invalidField("at_time", "a time is past when a minute has gone since");
    }
    if (at.isBefore(Instant.EPOCH)) {
      throw Faults.invalidField("at_time", "nothing was decided before 1970");
    }
    Instant then = at.truncatedTo(ChronoUnit.MICROS);
    return reader.read(use, then).map(known -> Decision.on(use, known));
  }
}
