package dev.afterglow.render.wire;

import dev.afterglow.api.render.v1.Render;
import dev.afterglow.api.render.v1.RenderPhase;
import dev.afterglow.api.render.v1.WatchRenderResponse;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogField;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.render.encode.EncoderChoice;
import dev.afterglow.render.frame.PictureChoice;
import dev.afterglow.render.job.Phase;
import dev.afterglow.render.job.RenderSlots;
import io.grpc.stub.ServerCallStreamObserver;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Once a second, and at changes: looks after the renders and tells those who watch them. What the
 * picture shows goes to the log when it has changed since the second before.
 */
@ApplicationScoped
public class WatchTicks {
  private static final Log LOG = Log.of(WatchTicks.class);

  private final RenderSlots slots;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final Map<String, PictureChoice> logged = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("render-ticks").factory());

  WatchTicks(RenderSlots slots) {
    this.slots = slots;
  }

  void atStart(@Observes StartupEvent event) {
    timer.execute(() -> trying(this::logEncoders));
    var unused = timer.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  void atEnd(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  /** Tells everyone at once. */
  void now() {
    timer.execute(() -> watchers.forEach(Watcher::send));
  }

  void watch(
      ServerCallStreamObserver<WatchRenderResponse> call,
      Executor onCall,
      Supplier<Render> render) {
    Watcher watcher = new Watcher(call, onCall, render);
    call.setOnCancelHandler(() -> watchers.remove(watcher));
    watchers.add(watcher);
    watcher.send();
  }

  private void tick() {
    trying(slots::checkHealth);
    trying(() -> logPictures(slots.all()));
    watchers.forEach(watcher -> trying(watcher::send));
  }

  /** One render's trouble keeps no other from being told; a timer that threw would tick no more. */
  private static void trying(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("looking after the renders failed", e);
    }
  }

  private void logEncoders() {
    for (EncoderChoice.Trial trial : slots.encoders().tried()) {
      LOG.info(
          "encoder tried",
          LogKey.KIND.is(trial.name()),
          LogKey.STATE.is(trial.works() ? "works" : trial.fault()));
    }
  }

  private void logPictures(List<dev.afterglow.render.job.Render> renders) {
    Set<String> running = new HashSet<>();
    for (dev.afterglow.render.job.Render render : renders) {
      String id = render.order().renderId();
      LogField broadcast = LogKey.BROADCAST_ID.is(render.order().broadcastId());
      PictureChoice choice = render.choice();
      if (!render.phase().over() && running.add(id) && logged.put(id, choice) != choice) {
        LOG.info("the picture shows something else", broadcast, LogKey.KIND.is(choice));
      }
      if (render.phase() instanceof Phase.Failed failed && logged.remove(id) != null) {
        LOG.warn("render failed", broadcast, LogKey.REASON.is(failed.detail()));
      }
    }
    logged.keySet().retainAll(running);
  }

  /** One who watches; a slow one misses figures, never the end. */
  private final class Watcher {
    private final ServerCallStreamObserver<WatchRenderResponse> call;
    private final Executor onCall;
    private final Supplier<Render> render;
    private long cursor;
    private boolean over;

    Watcher(
        ServerCallStreamObserver<WatchRenderResponse> call,
        Executor onCall,
        Supplier<Render> render) {
      this.call = call;
      this.onCall = onCall;
      this.render = render;
    }

    void send() {
      Render now = render.get();
      onCall.execute(() -> send(now));
    }

    private void send(Render now) {
      if (over || call.isCancelled()) {
        watchers.remove(this);
        return;
      }
      over =
          now.getPhase() == RenderPhase.RENDER_PHASE_ENDED
              || now.getPhase() == RenderPhase.RENDER_PHASE_FAILED;
      if (over || call.isReady()) {
        call.onNext(
            WatchRenderResponse.newBuilder()
                .setRender(now)
                .setCursor(Long.toString(cursor++))
                .build());
      }
      if (over) {
        call.onCompleted();
        watchers.remove(this);
      }
    }
  }
}
