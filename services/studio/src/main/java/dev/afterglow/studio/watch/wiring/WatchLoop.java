package dev.afterglow.studio.watch.wiring;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.store.PostgresRequests;
import dev.afterglow.studio.meter.StudioMeters;
import dev.afterglow.studio.watch.RenderWatches;
import dev.afterglow.studio.watch.WatchConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ticks the watches, and forgets requests whose 24 hours are over. */
@ApplicationScoped
public class WatchLoop {

  private static final Log LOG = Log.of(WatchLoop.class);
  private static final int FORGET_EVERY_MINUTES = 60;

  private final RenderWatches watches;
  private final PostgresRequests requests;
  private final StudioMeters meters;
  private final WatchConfig config;
  private final Clock clock;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(1, Thread.ofVirtual().name("watch-", 0).factory());

  /** A loop that starts with the service. */
  @Inject
  public WatchLoop(
      RenderWatches watches,
      PostgresRequests requests,
      StudioMeters meters,
      WatchConfig config,
      Clock clock) {
    this.watches = watches;
    this.requests = requests;
    this.meters = meters;
    this.config = config;
    this.clock = clock;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Cancelled with the executor.
  void start(@Observes StartupEvent event) {
    long everyMs = config.interval().toMillis();
    executor.scheduleWithFixedDelay(this::tick, 0, everyMs, TimeUnit.MILLISECONDS);
    executor.scheduleWithFixedDelay(this::forget, 1, FORGET_EVERY_MINUTES, TimeUnit.MINUTES);
  }

  void stop(@Observes ShutdownEvent event) {
    executor.shutdownNow();
    watches.close();
  }

  // A task that throws is never run again, so nothing may get out of here.
  private void tick() {
    try {
      meters.followed(watches.tick());
    } catch (RuntimeException | Error e) {
      LOG.error("watches did not tick", e);
    }
  }

  private void forget() {
    try {
      requests.forgetBefore(clock.instant().minus(PostgresRequests.WINDOW));
    } catch (AfterglowException e) {
      LOG.warn("old requests not forgotten", LogKey.REASON.is(e.reason()));
    }
  }
}
