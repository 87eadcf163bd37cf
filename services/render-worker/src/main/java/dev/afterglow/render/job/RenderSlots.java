package dev.afterglow.render.job;

import dev.afterglow.render.job.RenderRefused.Why;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The renders of this worker: at most as many at once as it has slots. Ended ones stay known for a
 * day, at most {@value #MOST_KNOWN} of them.
 */
public final class RenderSlots {
  private static final int MOST_KNOWN = 500;

  /** Longer than lease, download and first picture may take together. */
  private static final long START_PATIENCE_S = 150;

  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final int slots;
  private final RenderSettings settings;
  private final InstantSource clock;
  private final AvatarShelf shelf;
  private final DriveTap tap;
  private final Map<String, Render> renders = new LinkedHashMap<>();
  private final Map<String, String> byRequest = new LinkedHashMap<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Render>> starting = new HashMap<>();

  public RenderSlots(
      int slots, RenderSettings settings, InstantSource clock, AvatarShelf shelf, DriveTap tap) {
    this.slots = slots;
    this.settings = settings;
    this.clock = clock;
    this.shelf = shelf;
    this.tap = tap;
  }

  /** Called, from any thread, when the number of free slots may have changed. */
  public void onChange(Runnable watcher) {
    watchers.add(watcher);
  }

  public int slots() {
    return slots;
  }

  public RenderSettings settings() {
    return settings;
  }

  /** Slots that a new render could take. */
  public synchronized int free() {
    long busy = renders.values().stream().filter(render -> !render.phase().over()).count();
    return (int) Math.max(0, slots - busy - starting.size());
  }

  /**
   * Starts a render, or gives the one that the same request already started; while that one is
   * still starting it waits for it.
   *
   * @throws RenderRefused NO_FREE_SLOT, or what {@link Render#start} says
   */
  public Render start(String requestId, RenderOrder order, LeaseTerms terms) throws RenderRefused {
    CompletableFuture<Render> outcome = new CompletableFuture<>();
    CompletableFuture<Render> earlier;
    synchronized (this) {
      Render known = known(requestId);
      if (known != null) {
        return known;
      }
      earlier = starting.get(requestId);
      if (earlier == null) {
        if (free() == 0) {
          throw new RenderRefused(
              Why.NO_FREE_SLOT, "every slot is taken", Map.of("slots", Integer.toString(slots)));
        }
        starting.put(requestId, outcome);
      }
    }
    if (earlier != null) {
      return outcomeOf(earlier);
    }
    changed();
    Render render = null;
    try {
      render = Render.start(order, settings, clock, terms, shelf, tap);
      return render;
    } catch (RenderRefused | RuntimeException e) {
      outcome.completeExceptionally(e);
      throw e;
    } finally {
      synchronized (this) {
        starting.remove(requestId);
        if (render != null) {
          remember(requestId, render);
          outcome.complete(render);
        }
      }
      outcome.cancel(false);
      changed();
    }
  }

  private static Render outcomeOf(CompletableFuture<Render> start) throws RenderRefused {
    try {
      return start.get(START_PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RenderRefused refused) {
        throw refused;
      }
      throw new IllegalStateException("the same request failed a moment ago", e.getCause());
    } catch (TimeoutException | CancellationException e) {
      throw new RenderRefused(
          Why.RENDERER_UNAVAILABLE, "starting took too long", Map.of("missing", "time"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderRefused(
          Why.RENDERER_UNAVAILABLE, "starting was interrupted", Map.of("missing", "time"));
    }
  }

  /**
   * One render.
   *
   * @throws RenderRefused RENDER_NOT_FOUND
   */
  public synchronized Render get(String renderId) throws RenderRefused {
    return Optional.ofNullable(renders.get(renderId))
        .orElseThrow(
            () ->
                new RenderRefused(
                    Why.RENDER_NOT_FOUND, "no such render", Map.of("render_id", renderId)));
  }

  /** All known renders, newest first. */
  public synchronized List<Render> all() {
    return new ArrayList<>(renders.values()).reversed();
  }

  /** Ends a render and frees its slot. */
  public Render stop(String renderId) throws RenderRefused {
    Render render = get(renderId);
    render.stop();
    changed();
    return render;
  }

  /** Ends every render; used when the worker goes away. */
  public void stopAll() {
    all().forEach(Render::stop);
    changed();
  }

  /** A revocation reached this worker. */
  public void revoked(String leaseId, String reason) {
    all().forEach(render -> render.revoked(leaseId, reason));
  }

  /** Looks after every render; called once a second. */
  public void checkHealth() {
    int before = free();
    all().forEach(Render::checkHealth);
    if (free() != before) {
      changed();
    }
  }

  private @Nullable Render known(String requestId) {
    String renderId = byRequest.get(requestId);
    return renderId == null ? null : renders.get(renderId);
  }

  private void remember(String requestId, Render render) {
    renders.put(render.order().renderId(), render);
    byRequest.put(requestId, render.order().renderId());
    var old = clock.instant().minus(REMEMBERED);
    renders
        .values()
        .removeIf(
            it ->
                it.phase().over() && (it.startTime().isBefore(old) || renders.size() > MOST_KNOWN));
    byRequest.values().retainAll(renders.keySet());
  }

  private void changed() {
    watchers.forEach(Runnable::run);
  }
}
