package dev.afterglow.registry.wiring;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.identity.oidc.storage.SignInDesk;
import dev.afterglow.registry.identity.review.storage.UnfiledReviews;
import dev.afterglow.registry.lease.storage.LeaseEvents;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * Clears away first answers, revocations, sign-ins and reviews that never got a person after a day,
 * and leases a month after their end.
 */
public final class Housekeeping {
  private static final Log LOG = Log.of(Housekeeping.class);
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration ANSWERS = Duration.ofHours(24);
  private static final Duration LEASES = Duration.ofDays(30);

  private final LeaseEvents events;
  private final UnfiledReviews reviews;
  private final SignInDesk signIns;
  private final Clock clock;

  @Inject
  Housekeeping(LeaseEvents events, UnfiledReviews reviews, SignInDesk signIns, Clock clock) {
    this.events = events;
    this.reviews = reviews;
    this.signIns = signIns;
    this.clock = clock;
  }

  void atStart(@Observes StartupEvent start, Vertx vertx) {
    vertx.setPeriodic(EVERY.toMillis(), _ -> clear());
  }

  private void clear() {
    var _ =
        events
            .clear(clock.instant().minus(ANSWERS), clock.instant().minus(LEASES))
            .chain(() -> reviews.clear(clock.instant().minus(ANSWERS)))
            .chain(() -> signIns.clear(clock.instant().minus(ANSWERS)))
            .subscribe()
            .with(
                done -> LOG.debug("old rows cleared"),
                failure ->
                    LOG.warn(
                        "old rows cannot be cleared",
                        LogKey.EXCEPTION.is(failure.getClass().getSimpleName())));
  }
}
