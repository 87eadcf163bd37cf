package dev.afterglow.capture.drive;

import dev.afterglow.capture.evidence.WindowTaker;
import dev.afterglow.capture.liveness.fingerprint.Fingerprints;
import dev.afterglow.capture.liveness.judging.PacedJudges;
import dev.afterglow.capture.liveness.repeat.OpenTracks;
import dev.afterglow.capture.liveness.repeat.TrackBoard;
import dev.afterglow.capture.liveness.repeat.TrackSharing;
import dev.afterglow.capture.liveness.standing.LivenessConfig;
import dev.afterglow.capture.liveness.standing.Standings;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.capture.voice.VoiceConfig;
import dev.afterglow.platform.error.AfterglowException;
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
import java.util.UUID;
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
  // A store that is away for nine tenths of a token's life costs nobody the way back.
  private static final int RENEWALS_IN_A_LIFE = 10;

  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("capture-tick").factory());
  // Half of the machine: judging is never so urgent that samples should wait for it. Each source of
  // a drive has at most one task in here.
  private final PacedJudges judges =
      new PacedJudges(
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          Thread.ofPlatform().daemon().name("capture-judge-", 0).factory());
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("capture-tokens").factory());
  private final ScheduledExecutorService sharing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("capture-tracks").factory());
  private @Nullable ScheduledFuture<?> ticking;
  private boolean unshared;
  private boolean unrenewed;

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
      LivenessConfig liveness,
      Fingerprints fingerprints,
      Standings standings,
      OpenTracks tracks,
      WindowTaker evidence,
      MeterRegistry meters) {
    DriveLimits limits =
        new DriveLimits(
            config.maxDrives(),
            config.maxReaders(),
            config.settle().toNanos() / 1_000,
            config.smoothing(),
            config.tokenLife().toNanos() / 1_000,
            voice.settings());
    LivenessDesk desk =
        new LivenessDesk(
            liveness.settings(),
            this::judge,
            random,
            ids::next,
            fingerprints,
            standings,
            tracks,
            task -> Thread.ofVirtual().name("capture-fingerprint").start(task),
            evidence);
    Drives drives = new Drives(records, clock, ids, random, limits, new MeteredTally(meters), desk);
    for (DriveState.Name state : DriveState.Name.values()) {
      Gauge.builder(CaptureMeters.DRIVES.name(), drives, it -> it.count(state))
          .description(CaptureMeters.DRIVES.description())
          .tag(CaptureMeters.STATE, state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
    return drives;
  }

  /** How the drives of this instance move, and those of the others. */
  @Produces
  @Singleton
  OpenTracks tracks(Ids ids) {
    return new OpenTracks(() -> UUID.fromString(ids.next()));
  }

  void start(
      @Observes StartupEvent event,
      Drives drives,
      CaptureConfig config,
      LivenessConfig liveness,
      OpenTracks tracks,
      TrackBoard board,
      Ids ids) {
    if (liveness.shareTracks()) {
      TrackSharing shares = new TrackSharing(tracks, board, UUID.fromString(ids.next()));
      var _ = sharing.scheduleWithFixedDelay(() -> share(shares), 1, 1, TimeUnit.SECONDS);
    }
    long tenthNanos = config.tokenLife().toNanos() / RENEWALS_IN_A_LIFE;
    var _ =
        renewals.scheduleWithFixedDelay(
            () -> renew(drives), tenthNanos, tenthNanos, TimeUnit.NANOSECONDS);
    long everyNanos = config.tick().toNanos();
    ticking =
        ticks.scheduleAtFixedRate(() -> tick(drives), everyNanos, everyNanos, TimeUnit.NANOSECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    if (ticking != null) {
      ticking.cancel(false);
    }
    ticks.shutdownNow();
    renewals.shutdownNow();
    sharing.shutdownNow();
    judges.stop();
  }

  /**
   * Without the store, tokens run out where nobody could renew them for a whole life; said once.
   */
  private void renew(Drives drives) {
    try {
      drives.renewTokens();
      unrenewed = false;
    } catch (AfterglowException e) {
      if (!unrenewed) {
        LOG.warn("drive tokens were not renewed", LogKey.REASON.is(e.reason()));
      }
      unrenewed = true;
    } catch (RuntimeException e) {
      // One that throws would be the last one.
      LOG.error("renewing failed", e, LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
    }
  }

  /** Without the store, drives are compared with those of this instance alone; said once. */
  private void share(TrackSharing shares) {
    try {
      int unread = shares.exchange(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
      if (unread > 0) {
        LOG.debug("another version's tracks were not read", LogKey.COUNT.is(unread));
      }
      unshared = false;
    } catch (AfterglowException e) {
      if (!unshared) {
        LOG.warn("tracks are not shared with other instances", LogKey.REASON.is(e.reason()));
      }
      unshared = true;
    } catch (RuntimeException e) {
      // One that throws would be the last one.
      LOG.error("sharing failed", e, LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
    }
  }

  private void judge(Runnable work) {
    judges.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.error("judging failed", e, LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
          }
        });
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
