package dev.afterglow.registry.forgetting.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.forgetting.MotionMemory;
import dev.afterglow.registry.storage.OwedRounds;
import dev.afterglow.registry.storage.StoredTime;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Has erased people forgotten by whoever keeps something of them, one at a time, and again until it
 * succeeded: after one second, two, four and so on, ten minutes at most.
 */
@ApplicationScoped
public class ForgettingRounds {
  private static final Log LOG = Log.of(ForgettingRounds.class);

  private final ForgettingStore store;
  private final MotionMemory memory;
  private final Vertx vertx;
  private final Clock clock;

  @Inject
  ForgettingRounds(ForgettingStore store, MotionMemory memory, Vertx vertx, Clock clock) {
    this.store = store;
    this.memory = memory;
    this.vertx = vertx;
    this.clock = clock;
  }

  void atStart(@Observes StartupEvent start) {
    new OwedRounds(this::next).start(vertx);
  }

  private Uni<Boolean> next() {
    return store
        .claim(StoredTime.now(clock))
        .chain(
            due ->
                due.map(it -> forget(it).replaceWith(true))
                    .orElseGet(() -> Uni.createFrom().item(false)));
  }

  private Uni<Void> forget(ForgettingStore.Due due) {
    return memory
        .forget(due.tenant(), due.subjectId())
        .chain(() -> store.done(due))
        .invoke(
            () ->
                LOG.info(
                    "motion of an erased person forgotten",
                    LogKey.SUBJECT_ID.is(due.subjectId()),
                    LogKey.ATTEMPT.is(due.attempt())))
        .onFailure()
        .invoke(
            failure ->
                LOG.warn(
                    "motion of an erased person is not forgotten yet",
                    LogKey.SUBJECT_ID.is(due.subjectId()),
                    LogKey.ATTEMPT.is(due.attempt()),
                    LogKey.EXCEPTION.is(failure.getClass().getSimpleName())));
  }
}
