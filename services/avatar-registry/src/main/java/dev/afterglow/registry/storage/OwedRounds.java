package dev.afterglow.registry.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Does what is owed, one thing at a time: looks each second, and at once again while there was
 * something. A failed round is over; what it left undone stays owed.
 */
public final class OwedRounds {
  private static final Log LOG = Log.of(OwedRounds.class);
  private static final long EVERY_MS = 1_000;

  /** Longer than any call's own limit: what takes longer is lost, and done again. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<Uni<Boolean>> next;
  private final AtomicBoolean atWork = new AtomicBoolean();

  /**
   * @param next does one thing that is owed; false where there was none
   */
  public OwedRounds(Supplier<Uni<Boolean>> next) {
    this.next = next;
  }

  /** Begins to look. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(EVERY_MS, _ -> round());
  }

  private void round() {
    if (!atWork.compareAndSet(false, true)) {
      return;
    }
    var _ = next.get().ifNoItem().after(PATIENCE).fail().subscribe().with(this::over, this::failed);
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
