package dev.afterglow.studio.watch;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.broadcast.ComputeMeter;
import dev.afterglow.studio.broadcast.FailOver;
import dev.afterglow.studio.broadcast.FollowRender;
import dev.afterglow.studio.broadcast.RenderGateway;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.slot.Slots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Follows every broadcast that renders. What renders is asked of the store at each tick, so that a
 * studio that was killed resumes by itself, and one of several takes over from another: following
 * twice does no harm, since the revision lets only one of two equal changes through.
 */
public final class RenderWatches {

  private static final Log LOG = Log.of(RenderWatches.class);

  private final BroadcastStore store;
  private final RenderGateway workers;
  private final FollowRender follow;
  private final FailOver failOver;
  private final Executor moving;
  private final Slots slots;
  private final LiveFigures figures;
  private final ComputeMeter compute;
  private final MonotonicClock clock;
  private final int maxRenders;
  private final Map<UUID, RenderWatch> watches = new HashMap<>();
  private boolean storeAway;

  /**
   * Watches over their ports.
   *
   * @param moving runs what takes seconds
   * @param maxRenders the most that are followed at once; the oldest win
   */
  public RenderWatches(
      BroadcastStore store,
      RenderGateway workers,
      FollowRender follow,
      FailOver failOver,
      Executor moving,
      Slots slots,
      LiveFigures figures,
      ComputeMeter compute,
      MonotonicClock clock,
      int maxRenders) {
    this.store = store;
    this.workers = workers;
    this.follow = follow;
    this.failOver = failOver;
    this.moving = moving;
    this.slots = slots;
    this.figures = figures;
    this.compute = compute;
    this.clock = clock;
    this.maxRenders = maxRenders;
  }

  /** Once a second: sees what renders, and ticks each watch. Returns how many there are. */
  public synchronized int tick() {
    try {
      adopt(store.rendering(maxRenders));
      storeAway = false;
    } catch (AfterglowException e) {
      // The renders go on and so do their watches; only new ones wait.
      if (!storeAway) {
        LOG.warn("store away, following what is known", LogKey.REASON.is(e.reason()));
      }
      storeAway = true;
    }
    watches.forEach(RenderWatches::tick);
    return watches.size();
  }

  private void adopt(List<Broadcast.Rendering> rendering) {
    Map<UUID, Broadcast.Rendering> renders =
        rendering.stream()
            .collect(Collectors.toMap(it -> it.details().broadcastId(), it -> it, (a, b) -> a));
    Map<UUID, RenderWatch.Heard> aired = new HashMap<>();
    watches
        .entrySet()
        .removeIf(
            entry -> {
              Broadcast.Rendering now = renders.get(entry.getKey());
              boolean over = now == null || !entry.getValue().follows(now.place());
              if (over) {
                entry.getValue().aired().ifPresent(it -> aired.put(entry.getKey(), it));
                entry.getValue().close();
                figures.forget(entry.getKey());
                LOG.info("render no longer followed", LogKey.BROADCAST_ID.is(entry.getKey()));
              }
              return over;
            });
    renders.forEach(
        (id, it) ->
            watches
                .computeIfAbsent(id, _ -> begin(it, Optional.ofNullable(aired.get(id))))
                .shouldAir(it instanceof Broadcast.Live || it instanceof Broadcast.Slate));
  }

  private RenderWatch begin(Broadcast.Rendering rendering, Optional<RenderWatch.Heard> aired) {
    UUID broadcastId = rendering.details().broadcastId();
    RenderPlace place = rendering.place();
    LOG.info(
        "render followed",
        LogKey.BROADCAST_ID.is(broadcastId),
        LogKey.WORKER_ID.is(place.slot().workerId()));
    return new RenderWatch(
        broadcastId,
        rendering.details().roomId(),
        place,
        workers,
        follow,
        failOver,
        moving,
        slots,
        figures,
        compute,
        clock,
        aired);
  }

  private static void tick(UUID broadcastId, RenderWatch watch) {
    try {
      watch.tick();
    } catch (RuntimeException e) {
      LOG.warn(
          "render watch did not tick",
          LogKey.BROADCAST_ID.is(broadcastId),
          LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
    }
  }

  /** Stops following; the renders go on. */
  public synchronized void close() {
    watches.values().forEach(RenderWatch::close);
    watches.clear();
  }
}
