package dev.afterglow.studio.watch;

import dev.afterglow.studio.broadcast.LastFigures;
import dev.afterglow.studio.broadcast.RenderFigures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest figures of each followed render. Figures that are older than a few reports count as
 * absent: a stale figure must not look like a fresh one. As many entries as followed renders.
 *
 * <p>The last figures of a render that is over do not age; those of the newest {@value #MOST_OVER}
 * broadcasts are kept.
 */
public final class LiveFigures implements LastFigures {

  /** How long figures count; reports come each second. */
  public static final Duration FRESH_FOR = Duration.ofSeconds(3);

  private static final int MOST_OVER = 500;

  private final MonotonicClock clock;
  private final Map<UUID, Stamped> newest = new ConcurrentHashMap<>();
  private final Map<UUID, RenderFigures> last = new LinkedHashMap<>();

  /** Figures that age by a clock. */
  public LiveFigures(MonotonicClock clock) {
    this.clock = clock;
  }

  /** The figures of a broadcast's render, if they are fresh or the last that there will be. */
  public Optional<RenderFigures> of(UUID broadcastId) {
    synchronized (last) {
      RenderFigures over = last.get(broadcastId);
      if (over != null) {
        return Optional.of(over);
      }
    }
    return Optional.ofNullable(newest.get(broadcastId))
        .filter(it -> clock.nanos() - it.nanos() <= FRESH_FOR.toNanos())
        .map(Stamped::figures);
  }

  @Override
  public void keep(UUID broadcastId, RenderFigures figures) {
    synchronized (last) {
      last.put(broadcastId, figures);
      if (last.size() > MOST_OVER) {
        last.remove(last.keySet().iterator().next());
      }
    }
  }

  void put(UUID broadcastId, RenderFigures figures) {
    newest.put(broadcastId, new Stamped(figures, clock.nanos()));
  }

  void forget(UUID broadcastId) {
    newest.remove(broadcastId);
  }

  private record Stamped(RenderFigures figures, long nanos) {}
}
