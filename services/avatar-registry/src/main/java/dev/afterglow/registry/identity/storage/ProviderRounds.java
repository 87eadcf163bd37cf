package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.platform.tenant.Tenant;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.storage.OwedRounds;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.wiring.Verifiers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Has providers drop what they keep of erased people, one attempt at a time, and again until they
 * have: after one second, two, four and so on, an hour at most. An erasure waits for none of it.
 */
@ApplicationScoped
public class ProviderRounds {
  private static final Log LOG = Log.of(ProviderRounds.class);

  private final AttemptStore attempts;
  private final Verifiers verifiers;
  private final Vertx vertx;
  private final Clock clock;
  private final Ids ids;

  @Inject
  ProviderRounds(AttemptStore attempts, Verifiers verifiers, Vertx vertx, Clock clock, Ids ids) {
    this.attempts = attempts;
    this.verifiers = verifiers;
    this.vertx = vertx;
    this.clock = clock;
    this.ids = ids;
  }

  void atStart(@Observes StartupEvent start) {
    new OwedRounds(this::next).start(vertx);
  }

  private Uni<Boolean> next() {
    return attempts
        .claim(StoredTime.now(clock))
        .chain(
            due ->
                due.map(it -> forget(it).replaceWith(true))
                    .orElseGet(() -> Uni.createFrom().item(false)));
  }

  private Uni<Void> forget(AttemptStore.Due due) {
    return Uni.createFrom()
        .completionStage(() -> erased(due).toCompletionStage())
        .chain(erasure -> settled(due, erasure))
        .onFailure()
        .invoke(
            failure ->
                LOG.warn(
                    "attempt of an erased person is not forgotten by its provider yet",
                    LogKey.SUBJECT_ID.is(due.subjectId()),
                    LogKey.ATTEMPT.is(due.tries()),
                    LogKey.EXCEPTION.is(failure.getClass().getSimpleName())));
  }

  private Uni<Void> settled(AttemptStore.Due due, Erasure erasure) {
    return switch (erasure) {
      case Erasure.Forgotten _ ->
          attempts
              .done(due)
              .invoke(() -> tell("attempt of an erased person forgotten by its provider", due));
      case Erasure.Kept kept ->
          attempts
              .kept(due, kept.until(), ids.next())
              .invoke(() -> tell("provider keeps what it has of an erased person", due));
    };
  }

  private static void tell(String what, AttemptStore.Due due) {
    LOG.info(what, LogKey.SUBJECT_ID.is(due.subjectId()), LogKey.ATTEMPT.is(due.tries()));
  }

  /** On a worker thread, for the tenant whose person it was. */
  private io.vertx.core.Future<Erasure> erased(AttemptStore.Due due) {
    return CallersTenant.context(vertx, new Tenant(due.tenant()))
        .executeBlocking(() -> verifier(due).erase(due.attempt().transaction()), false);
  }

  private IdentityVerifier verifier(AttemptStore.Due due) {
    return verifiers
        .named(due.attempt().provider())
        .orElseThrow(() -> new IllegalStateException("the provider is no longer configured"));
  }
}
