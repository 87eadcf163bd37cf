package dev.afterglow.capture.drive;

import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.capture.voice.VoiceConfig;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts the sessions together and lets them look at the clock. */
@Singleton
public final class DriveWiring {
  private static final Log LOG = Log.of(DriveWiring.class);

  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("capture-tick").factory());
  private @Nullable ScheduledFuture<?> ticking;

  /** The clock that drives are mapped onto. */
  @Produces
  @Singleton
  ServiceClock serviceClock(Clock clock) {
    return new ServiceClock(clock, System::nanoTime);
  }

  /** The sessions of this instance. */
  @Produces
  @Singleton
  Drives drives(
      DriveRecords records,
      ServiceClock clock,
      Ids ids,
      RandomGenerator random,
      CaptureConfig config,
      VoiceConfig voice,
      MeterRegistry meters) {
    DriveLimits limits =
        new DriveLimits(
            config.maxDrives(),
            config.maxReaders(),
            config.settle().toNanos() / 1_000,
            config.smoothing(),
            voice.settings());
    Drives drives = new Drives(records, clock, ids, random, limits, new MeteredTally(meters));
    for (DriveState.Name state : DriveState.Name.values()) {
      Gauge.builder(CaptureMeters.DRIVES.name(), drives, it -> it.count(state))
          .description(CaptureMeters.DRIVES.description())
          .tag(CaptureMeters.STATE, state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
    return drives;
  }

  void start(@Observes StartupEvent event, Drives drives, CaptureConfig config) {
    long everyNanos = config.tick().toNanos();
    ticking =
        ticks.scheduleAtFixedRate(() -> tick(drives), everyNanos, everyNanos, TimeUnit.NANOSECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    if (ticking != null) {
      ticking.cancel(false);
    }
    ticks.shutdownNow();
  }

  private static void tick(Drives drives) {
    try {
      drives.tick();
    } catch (RuntimeException e) {
      // A tick that throws would be the last one.
      LOG.error("tick failed", e, LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
    }
  }
}
