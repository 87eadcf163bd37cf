package dev.afterglow.studio.watch;

import dev.afterglow.studio.broadcast.FollowRender;
import dev.afterglow.studio.broadcast.RenderGateway;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.RenderReport;
import dev.afterglow.studio.slot.Slots;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Follows the render of one broadcast: keeps a watch on the worker open, opens it anew when it
 * breaks or falls silent, renews the slot, and passes on what it hears or does not hear.
 *
 * <pre>
 *   CLOSED ── tick ──▶ OPEN ── report ──▶ OPEN
 *     ▲                 │
 *     └── broken, or silent for 5 s ──┘      (silence is counted on over both)
 * </pre>
 */
final class RenderWatch {

  /** A third of a slot's lease. */
  static final Duration RENEW_EVERY = Duration.ofSeconds(5);

  /** A watch that says nothing for this long is opened anew: five reports are missing. */
  static final Duration SILENT_AFTER = Duration.ofSeconds(5);

  private final UUID broadcastId;
  private final RenderPlace place;
  private final RenderGateway workers;
  private final FollowRender follow;
  private final Slots slots;
  private final LiveFigures figures;
  private final MonotonicClock clock;

  private RenderGateway.@Nullable Watch open;
  private long openedNanos;
  private volatile long heardNanos;
  private long renewedNanos;

  RenderWatch(
      UUID broadcastId,
      RenderPlace place,
      RenderGateway workers,
      FollowRender follow,
      Slots slots,
      LiveFigures figures,
      MonotonicClock clock) {
    this.broadcastId = broadcastId;
    this.place = place;
    this.workers = workers;
    this.follow = follow;
    this.slots = slots;
    this.figures = figures;
    this.clock = clock;
    this.heardNanos = clock.nanos();
    this.renewedNanos = heardNanos - RENEW_EVERY.toNanos();
  }

  /** Once a second. */
  void tick() {
    long now = clock.nanos();
    reopen(now);
    if (now - renewedNanos >= RENEW_EVERY.toNanos()) {
      renewedNanos = now;
      slots.renew(place.slot(), broadcastId);
    }
    Duration silence = Duration.ofNanos(now - heardNanos);
    if (silence.compareTo(SILENT_AFTER) > 0) {
      follow.onSilence(broadcastId, place.slot().workerId(), silence);
    }
  }

  private synchronized void reopen(long now) {
    boolean silent =
        now - Math.max(heardNanos, openedNanos) > SILENT_AFTER.toNanos() && open != null;
    if (silent) {
      close();
    }
    if (open == null) {
      openedNanos = now;
      open = workers.watch(place, this::onReport, this::onEnd);
    }
  }

  private void onReport(RenderReport report) {
    heardNanos = clock.nanos();
    figures.put(broadcastId, report.figures());
    if (report.phase().over()) {
      figures.keep(broadcastId, report.figures());
    }
    follow.onReport(broadcastId, report);
  }

  private void onEnd(RenderGateway.WatchEnd end) {
    synchronized (this) {
      open = null;
    }
    if (end == RenderGateway.WatchEnd.UNKNOWN_RENDER) {
      follow.onUnknownRender(broadcastId);
    }
  }

  /** Stops following. */
  synchronized void close() {
    RenderGateway.Watch watch = open;
    open = null;
    if (watch != null) {
      watch.close();
    }
  }

  /** Whether it follows this very render. */
  boolean follows(RenderPlace other) {
    return place.equals(other);
  }
}
