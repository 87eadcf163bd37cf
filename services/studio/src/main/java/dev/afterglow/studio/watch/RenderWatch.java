package dev.afterglow.studio.watch;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.ComputeMeter;
import dev.afterglow.studio.broadcast.FailOver;
import dev.afterglow.studio.broadcast.FollowRender;
import dev.afterglow.studio.broadcast.LostRender;
import dev.afterglow.studio.broadcast.RenderGateway;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.RenderReport;
import dev.afterglow.studio.slot.Slots;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Follows the render of one broadcast: keeps a watch on the worker open, opens it anew when it
 * breaks or falls silent, renews the slot, and passes on what it hears or does not hear.
 *
 * <pre>
 *   CLOSED ── tick ──▶ OPEN ── report ──▶ OPEN
 *     ▲                 │
 *     └── broken, or silent for 5 s ──┘      (silence is counted on over both)
 *
 *   either ── broken and nothing listens there, render unknown, or silent for too long ──▶ LOST
 *   LOST ── tick ──▶ another worker takes over; none within 30 s: the broadcast ends
 * </pre>
 */
final class RenderWatch {

  /** A third of a slot's lease. */
  static final Duration RENEW_EVERY = Duration.ofSeconds(5);

  /** A watch that says nothing for this long is opened anew: five reports are missing. */
  static final Duration SILENT_AFTER = Duration.ofSeconds(5);

  /** How long another worker is looked for: longer than a killed one takes to be up again. */
  static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

  private static final Log LOG = Log.of(RenderWatch.class);

  private final UUID broadcastId;
  private final UUID roomId;
  private final RenderPlace place;
  private final RenderGateway workers;
  private final FollowRender follow;
  private final FailOver failOver;
  private final Executor moving;
  private final Slots slots;
  private final LiveFigures figures;
  private final ComputeMeter compute;
  private final MonotonicClock clock;

  private RenderGateway.@Nullable Watch open;
  private long openedNanos;
  private volatile long heardNanos;
  private volatile @Nullable RenderReport last;
  private volatile @Nullable Long lostNanos;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private long renewedNanos;

  RenderWatch(
      UUID broadcastId,
      UUID roomId,
      RenderPlace place,
      RenderGateway workers,
      FollowRender follow,
      FailOver failOver,
      Executor moving,
      Slots slots,
      LiveFigures figures,
      ComputeMeter compute,
      MonotonicClock clock) {
    this.broadcastId = broadcastId;
    this.roomId = roomId;
    this.place = place;
    this.workers = workers;
    this.follow = follow;
    this.failOver = failOver;
    this.moving = moving;
    this.slots = slots;
    this.figures = figures;
    this.compute = compute;
    this.clock = clock;
    this.heardNanos = clock.nanos();
    this.renewedNanos = heardNanos - RENEW_EVERY.toNanos();
  }

  /** Once a second. */
  void tick() {
    long now = clock.nanos();
    Long lost = lostNanos;
    if (lost != null) {
      goOnWithout(Duration.ofNanos(now - lost));
      return;
    }
    if (now - renewedNanos >= RENEW_EVERY.toNanos()) {
      renewedNanos = now;
      slots.renew(place.slot(), broadcastId);
    }
    reopen(now);
    Duration silence = Duration.ofNanos(now - heardNanos);
    if (silence.compareTo(SILENT_AFTER) > 0 && follow.isLost(place.slot().workerId(), silence)) {
      lose();
    }
  }

  private void lose() {
    close();
    synchronized (this) {
      if (lostNanos != null) {
        return;
      }
      lostNanos = clock.nanos();
    }
    LOG.warn(
        "worker lost",
        LogKey.BROADCAST_ID.is(broadcastId),
        LogKey.WORKER_ID.is(place.slot().workerId()));
    move();
  }

  private void goOnWithout(Duration since) {
    if (underWay.get()) {
      return;
    }
    if (since.compareTo(GIVEN_UP_AFTER) > 0) {
      follow.onGivenUp(broadcastId);
    } else {
      move();
    }
  }

  /** On a thread of its own: starting a render takes seconds, and other watches must tick. */
  private void move() {
    if (underWay.compareAndSet(false, true)) {
      moving.execute(
          () -> {
            try {
              failOver.move(
                  new LostRender(
                      broadcastId,
                      place,
                      Optional.ofNullable(last),
                      () -> Duration.ofNanos(clock.nanos() - heardNanos)));
            } catch (AfterglowException e) {
              LOG.warn(
                  "broadcast not moved yet",
                  LogKey.BROADCAST_ID.is(broadcastId),
                  LogKey.REASON.is(e.reason()));
            } finally {
              underWay.set(false);
            }
          });
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
    last = report;
    figures.put(broadcastId, report.figures());
    compute.heard(roomId, report);
    if (report.phase().over()) {
      figures.keep(broadcastId, report.figures());
    }
    follow.onReport(broadcastId, report);
  }

  private void onEnd(RenderGateway.WatchEnd end) {
    synchronized (this) {
      open = null;
    }
    boolean gone =
        switch (end) {
          case UNKNOWN_RENDER -> true;
          case BROKEN -> !workers.listens(place);
          case COMPLETED -> false;
        };
    if (gone) {
      lose();
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
