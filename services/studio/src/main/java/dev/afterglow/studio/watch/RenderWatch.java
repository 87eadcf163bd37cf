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
 *
 * <p>A broadcast that is on air by the store, and whose worker says that it draws for the preview
 * alone, is put on air; where that does not come about within 30 s either, it ends.
 */
final class RenderWatch {

  /** A third of a slot's lease. */
  static final Duration RENEW_EVERY = Duration.ofSeconds(5);

  /** A watch that says nothing for this long is opened anew: five reports are missing. */
  static final Duration SILENT_AFTER = Duration.ofSeconds(5);

  /** How long another worker is looked for: longer than a killed one takes to be up again. */
  static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

  /**
   * How long a worker may draw for the preview alone while its broadcast is on air, and between two
   * tries: longer than going on air takes where all goes well.
   */
  static final Duration AIR_AGAIN_AFTER = Duration.ofSeconds(2);

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
  private volatile @Nullable Heard last;
  private volatile @Nullable Heard aired;
  private volatile @Nullable Long previewNanos;
  private volatile @Nullable Long airNanos;
  private long triedNanos;
  private volatile @Nullable Long lostNanos;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private long renewedNanos;

  /**
   * What a worker said.
   *
   * @param nanos when it was heard
   */
  record Heard(RenderReport report, long nanos) {}

  /**
   * @param aired what was heard last of the broadcast on air, from the worker before
   */
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
      MonotonicClock clock,
      Optional<Heard> aired) {
    this.aired = aired.orElse(null);
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
    this.triedNanos = heardNanos;
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
    airWhereItIsNot(now);
    Duration silence = Duration.ofNanos(now - heardNanos);
    if (silence.compareTo(SILENT_AFTER) > 0 && follow.isLost(place.slot().workerId(), silence)) {
      lose();
    }
  }

  /**
   * The store says on air, the worker says preview: some call was refused or never made. What
   * counts is what the worker said since the store says so, as a rehearsal is in preview for long.
   */
  private void airWhereItIsNot(long now) {
    Heard newest = last;
    Long preview = previewNanos;
    Long wanted = airNanos;
    if (wanted == null || newest == null || preview == null || underWay.get()) {
      return;
    }
    Duration waited = Duration.ofNanos(newest.nanos() - Math.max(preview, wanted));
    if (waited.compareTo(GIVEN_UP_AFTER) > 0) {
      onThread(() -> failOver.abandon(broadcastId, place));
      follow.onGivenUp(broadcastId);
    } else if (waited.compareTo(AIR_AGAIN_AFTER) >= 0
        && now - triedNanos >= AIR_AGAIN_AFTER.toNanos()) {
      triedNanos = now;
      onThread(() -> failOver.airAgain(known()));
    }
  }

  /** Whether its broadcast is on air, by the store. */
  void shouldAir(boolean wanted) {
    if (!wanted) {
      airNanos = null;
    } else if (airNanos == null) {
      airNanos = clock.nanos();
    }
  }

  /** What was heard last of its broadcast on air. */
  Optional<Heard> aired() {
    return Optional.ofNullable(aired);
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

  private void move() {
    onThread(
        () -> {
          var unused = failOver.move(known());
        });
  }

  private LostRender known() {
    Heard onAir = aired;
    Heard newest = onAir == null ? last : onAir;
    long since = newest == null ? heardNanos : newest.nanos();
    return new LostRender(
        broadcastId,
        place,
        Optional.ofNullable(newest).map(Heard::report),
        () -> Duration.ofNanos(clock.nanos() - since));
  }

  /** On a thread of its own: starting a render takes seconds, and other watches must tick. */
  private void onThread(Runnable work) {
    if (underWay.compareAndSet(false, true)) {
      moving.execute(
          () -> {
            try {
              work.run();
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
    Heard heard = new Heard(report, clock.nanos());
    heardNanos = heard.nanos();
    last = heard;
    Long inPreview = previewNanos;
    if (report.phase() != RenderReport.Phase.PREVIEW) {
      previewNanos = null;
    } else if (inPreview == null) {
      previewNanos = heard.nanos();
    }
    if (report.phase() == RenderReport.Phase.ON_AIR) {
      aired = heard;
    }
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
