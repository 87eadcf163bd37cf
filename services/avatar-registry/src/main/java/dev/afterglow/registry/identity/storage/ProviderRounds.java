package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.platform.tenant.Tenant;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.wiring.Verifiers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has providers drop what they keep of erased people, one attempt at a time, and again until they
 * have: after one second, two, four and so on, an hour at most. An erasure waits for none of it.
 */
@ApplicationScoped
public class ProviderRounds {
  private static final Log LOG = Log.of(ProviderRounds.class);
  private static final long EVERY_MS = 1_000;

  /** Longer than any provider's own limit: what takes longer is lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AttemptStore attempts;
  private final Verifiers verifiers;
  private final Vertx vertx;
  private final Clock clock;
  private final AtomicBoolean atWork = new AtomicBoolean();

  @Inject
  ProviderRounds(AttemptStore attempts, Verifiers verifiers, Vertx vertx, Clock clock) {
    this.attempts = attempts;
    this.verifiers = verifiers;
    this.vertx = vertx;
    this.clock = clock;
  }

  void atStart(@Observes StartupEvent start) {
    vertx.setPeriodic(EVERY_MS, _ -> round());
  }

  private void round() {
    if (!atWork.compareAndSet(false, true)) {
      return;
    }
    var _ =
        attempts
            .claim(StoredTime.now(clock))
            .chain(
                due ->
                    due.map(it -> forget(it).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)))
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .subscribe()
            .with(this::over, this::failed);
  }

  private Uni<Void> forget(AttemptStore.Due due) {
    return Uni.createFrom()
        .completionStage(() -> deleted(due).toCompletionStage())
        .chain(() -> attempts.done(due))
        .invoke(
            () ->
                LOG.info(
                    "attempt of an erased person forgotten by its provider",
                    LogKey.SUBJECT_ID.is(due.subjectId()),
                    LogKey.ATTEMPT.is(due.tries())))
        .onFailure()
        .invoke(
            failure ->
                LOG.warn(
                    "attempt of an erased person is not forgotten by its provider yet",
                    LogKey.SUBJECT_ID.is(due.subjectId()),
                    LogKey.ATTEMPT.is(due.tries()),
                    LogKey.EXCEPTION.is(failure.getClass().getSimpleName())));
  }

  /** On a worker thread, for the tenant whose person it was. */
  private io.vertx.core.Future<Boolean> deleted(AttemptStore.Due due) {
    return CallersTenant.context(vertx, new Tenant(due.tenant()))
        .executeBlocking(
            () -> {
              verifier(due).delete(due.attempt().transaction());
              return true;
            },
            false);
  }

  private IdentityVerifier verifier(AttemptStore.Due due) {
    return verifiers
        .named(due.attempt().provider())
        .orElseThrow(() -> new IllegalStateException("the provider is no longer configured"));
  }

  private void over(boolean more) {
    atWork.set(false);
    if (more) {
      round();
    }
  }

  private void failed(Throwable failure) {
    atWork.set(false);
    LOG.debug(
        "the next round tries again", LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
  }
}
