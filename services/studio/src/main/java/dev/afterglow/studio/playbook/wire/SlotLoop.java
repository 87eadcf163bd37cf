package dev.afterglow.studio.playbook.wire;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the rooms under test every five seconds: a slot is minutes long. */
@ApplicationScoped
public class SlotLoop {
  private static final Log LOG = Log.of(SlotLoop.class);
  private static final long EVERY_S = 5;

  private final SlotStage stage;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(1, Thread.ofVirtual().name("slots-", 0).factory());

  /** A loop that starts with the service. */
  @Inject
  public SlotLoop(SlotStage stage) {
    this.stage = stage;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Cancelled with the executor.
  void start(@Observes StartupEvent event) {
    executor.scheduleWithFixedDelay(this::tick, EVERY_S, EVERY_S, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  // A task that throws is never run again, so nothing may get out of here.
  private void tick() {
    try {
      stage.look();
    } catch (AfterglowException e) {
      // The store is away: the watches say so.
    } catch (RuntimeException | Error e) {
      LOG.error("slots are not on the stages", e);
    }
  }
}
