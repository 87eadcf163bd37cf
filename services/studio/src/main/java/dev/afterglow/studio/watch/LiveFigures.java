package dev.afterglow.studio.watch;

import dev.afterglow.studio.broadcast.RenderFigures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest figures of each followed render. Figures that are older than a few reports count as
 * absent: a stale figure must not look like a fresh one. As many entries as followed renders.
 */
public final class LiveFigures {

  /** How long figures count; reports come each second. */
  public static final Duration FRESH_FOR = Duration.ofSeconds(3);

  private final MonotonicClock clock;
  private final Map<UUID, Stamped> newest = new ConcurrentHashMap<>();

  /** Figures that age by a clock. */
  public LiveFigures(MonotonicClock clock) {
    this.clock = clock;
  }

  /** The figures of a broadcast's render, if they are fresh. */
  public Optional<RenderFigures> of(UUID broadcastId) {
    return Optional.ofNullable(newest.get(broadcastId))
        .filter(it -> clock.nanos() - it.nanos() <= FRESH_FOR.toNanos())
        .map(Stamped::figures);
  }

  void put(UUID broadcastId, RenderFigures figures) {
    newest.put(broadcastId, new Stamped(figures, clock.nanos()));
  }

  void forget(UUID broadcastId) {
    newest.remove(broadcastId);
  }

  private record Stamped(RenderFigures figures, long nanos) {}
}
