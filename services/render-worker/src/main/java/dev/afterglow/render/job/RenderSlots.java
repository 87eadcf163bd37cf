package dev.afterglow.render.job;

import com.sun.management.OperatingSystemMXBean;
import dev.afterglow.render.capacity.Capacity;
import dev.afterglow.render.encode.EncoderChoice;
import dev.afterglow.render.job.RenderRefused.Why;
import java.lang.management.ManagementFactory;
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
 * The renders of this worker: at most as many at once as it has slots, of which a large one takes
 * several. Ended ones stay known for a day, at most {@value #MOST_KNOWN} of them.
 */
public final class RenderSlots {
  private static final int MOST_KNOWN = 500;

  /** Longer than lease, download and first picture may take together. */
  private static final long START_PATIENCE_S = 150;

  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final Capacity capacity;
  private final RenderSettings settings;
  private final InstantSource clock;
  private final AvatarShelf shelf;
  private final DriveTap tap;
  private final Map<String, Render> renders = new LinkedHashMap<>();
  private final Map<String, String> byRequest = new LinkedHashMap<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Render>> starting = new HashMap<>();
  private final ProcessorShares processor = new ProcessorShares(RenderSlots::processNanos);
  private int startingSlots;
  private final Object trying = new Object();
  private @Nullable EncoderChoice encoders;

  public RenderSlots(
      Capacity capacity,
      RenderSettings settings,
      InstantSource clock,
      AvatarShelf shelf,
      DriveTap tap) {
    this.capacity = capacity;
    this.settings = settings;
    this.clock = clock;
    this.shelf = shelf;
    this.tap = tap;
  }

  /** Called, from any thread, when the number of free slots may have changed. */
  public void onChange(Runnable watcher) {
    watchers.add(watcher);
  }

  /** How many slots there are, and why no more. */
  public Capacity capacity() {
    return capacity;
  }

  public RenderSettings settings() {
    return settings;
  }

  /**
   * The H.264 encoders of this machine; tried at the first question, which may take seconds. Under
   * a lock of its own: how many slots are free is told each second meanwhile.
   */
  public EncoderChoice encoders() {
    synchronized (trying) {
      EncoderChoice known = encoders;
      if (known == null) {
        known = EncoderChoice.among(settings.encoders());
        encoders = known;
      }
      return known;
    }
  }

  /** Slots that a new render could take. */
  public synchronized int free() {
    int busy =
        renders.values().stream()
            .filter(render -> !render.phase().over())
            .mapToInt(render -> capacity.taken(render.order().format()))
            .sum();
    return Math.max(0, capacity.slots() - busy - startingSlots);
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
    int wanted = capacity.taken(order.format());
    synchronized (this) {
      Render known = known(requestId);
      if (known != null) {
        return known;
      }
      earlier = starting.get(requestId);
      if (earlier == null) {
        if (free() < wanted) {
          throw noFreeSlot(wanted);
        }
        starting.put(requestId, outcome);
        startingSlots += wanted;
      }
    }
    if (earlier != null) {
      return outcomeOf(earlier);
    }
    changed();
    Render render = null;
    try {
      render = Render.start(order, settings, encoders().chosen(), clock, terms, shelf, tap);
      return render;
    } catch (RenderRefused | RuntimeException e) {
      outcome.completeExceptionally(e);
      throw e;
    } finally {
      synchronized (this) {
        starting.remove(requestId);
        startingSlots -= wanted;
        if (render != null) {
          remember(requestId, render);
          outcome.complete(render);
        }
      }
      outcome.cancel(false);
      changed();
    }
  }

  private RenderRefused noFreeSlot(int wanted) {
    return new RenderRefused(
        Why.NO_FREE_SLOT,
        "not enough slots are free",
        Map.of(
            "slots", Integer.toString(capacity.slots()),
            "free_slots", Integer.toString(free()),
            "wanted_slots", Integer.toString(wanted),
            "limited_by", capacity.limit().name()));
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
    List<Render> renders = all();
    processor.share(renders.stream().map(RenderSlots::part).toList());
    renders.forEach(Render::checkHealth);
    if (free() != before) {
      changed();
    }
  }

  private static ProcessorShares.Part part(Render render) {
    return new ProcessorShares.Part(
        render.order().renderId(),
        render.order().format(),
        render.figures().frames(),
        render.figures()::processor);
  }

  private static long processNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
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
