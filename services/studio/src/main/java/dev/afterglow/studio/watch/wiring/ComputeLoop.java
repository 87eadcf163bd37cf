package dev.afterglow.studio.watch.wiring;

import dev.afterglow.platform.log.Log;
import dev.afterglow.studio.watch.ComputeLedger;
import dev.afterglow.studio.watch.LookLedger;
import dev.afterglow.studio.watch.ShowTeller;
import dev.afterglow.studio.watch.WatchConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells what renders used now and then, when one has ended, and when studio stops; and which looks
 * they showed, and which shows are on air, within two seconds.
 */
@ApplicationScoped
public class ComputeLoop {

  private static final Log LOG = Log.of(ComputeLoop.class);

  private static final long LOOKS_EVERY_NANOS = 2_000_000_000L;

  private final ComputeLedger ledger;
  private final LookLedger looks;
  private final ShowTeller shows;
  private final long everyNanos;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(1, Thread.ofVirtual().name("compute-", 0).factory());
  private long toldNanos = System.nanoTime();
  private long looksToldNanos = toldNanos - LOOKS_EVERY_NANOS;

  /** A loop that starts with the service. */
  @Inject
  public ComputeLoop(ComputeLedger ledger, LookLedger looks, ShowTeller shows, WatchConfig config) {
    this.shows = shows;
    this.looks = looks;
    this.ledger = ledger;
    this.everyNanos = config.computeInterval().toNanos();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Cancelled with the executor.
  void start(@Observes StartupEvent event) {
    executor.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    executor.shutdownNow();
    ledger.tell();
    looks.tell();
  }

  // A task that throws is never run again, so nothing may get out of here.
  private void tick() {
    try {
      if (ledger.isUrgent() || System.nanoTime() - toldNanos >= everyNanos) {
        toldNanos = System.nanoTime();
        ledger.tell();
      }
      if (System.nanoTime() - looksToldNanos >= LOOKS_EVERY_NANOS) {
        looksToldNanos = System.nanoTime();
        shows.tell();
        looks.tell();
      }
    } catch (RuntimeException | Error e) {
      LOG.error("what renders did was not told", e);
    }
  }
}
