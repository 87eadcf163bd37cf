package dev.afterglow.registry.forgetting.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.forgetting.MotionMemory;
import dev.afterglow.registry.storage.StoredTime;
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
 * Has erased people forgotten by whoever keeps something of them, one at a time, and again until it
 * succeeded: after one second, two, four and so on, ten minutes at most.
 */
@ApplicationScoped
public class ForgettingRounds {
  private static final Log LOG = Log.of(ForgettingRounds.class);
  private static final long EVERY_MS = 1_000;

  /** Longer than the call's own limit: what takes longer is lost, and asked again. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ForgettingStore store;
  private final MotionMemory memory;
  private final Vertx vertx;
  private final Clock clock;
  private final AtomicBoolean atWork = new AtomicBoolean();

  @Inject
  ForgettingRounds(ForgettingStore store, MotionMemory memory, Vertx vertx, Clock clock) {
    this.store = store;
    this.memory = memory;
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
        store
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
