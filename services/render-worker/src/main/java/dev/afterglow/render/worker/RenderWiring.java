package dev.afterglow.render.worker;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.render.job.AvatarShelf;
import dev.afterglow.render.job.DriveTap;
import dev.afterglow.render.job.Practice;
import dev.afterglow.render.job.RenderRefused;
import dev.afterglow.render.job.RenderSettings;
import dev.afterglow.render.job.RenderSlots;
import dev.afterglow.render.whip.WhipException;
import dev.afterglow.render.whip.WhipPractice;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;

/** Puts the plain-Java renders together with their settings and neighbours. */
@ApplicationScoped
public class RenderWiring {
  private static final Log LOG = Log.of(RenderWiring.class);
  private static final int FIRST = 1;

  @Produces
  @Singleton
  WorkerIdentity identity(RenderConfig config) {
    return new WorkerIdentity(config.worker().id().orElseGet(RenderWiring::hostName));
  }

  @Produces
  @Singleton
  RenderSlots slots(
      RenderConfig config, Drawability drawability, Clock clock, AvatarShelf shelf, DriveTap tap) {
    RenderSettings settings =
        new RenderSettings(
            config.recordingFolder().toAbsolutePath(),
            config.encoders(),
            config.playoutDelayMs(),
            config.driveLostAfterMs(),
            config.closeness(),
            config.previewPicturesPerFragment(),
            config.contentProducer(),
            config.leastFreeBytes(),
            Duration.ofSeconds(config.recordingSegmentSeconds()));
    return new RenderSlots(drawability.capacity(), settings, clock, shelf, tap);
  }

  void atStart(@Observes StartupEvent event, RenderConfig config, RenderSlots slots, Clock clock) {
    if (config.worker().practice()) {
      Thread.ofPlatform().name("practice").daemon().start(() -> practise(slots, clock));
    }
  }

  private static void practise(RenderSlots slots, Clock clock) {
    try {
      Practice.run(slots.settings(), slots.encoders().chosen(), clock);
      LOG.info("practice render made");
      WhipPractice.run(clock.instant());
    } catch (WhipException e) {
      LOG.warn("no practice push could be made", LogKey.REASON.is(e.kind()));
    } catch (RenderRefused e) {
      LOG.warn("no practice render could be made", LogKey.REASON.is(e.why()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes every file before anything that the renders need goes away. */
  void atEnd(@Observes @Priority(FIRST) ShutdownEvent event, RenderSlots slots) {
    slots.stopAll();
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^a-zA-Z0-9._-]", "-");
      return "render-" + name.substring(0, Math.min(48, name.length()));
    } catch (UnknownHostException e) {
      return "render-worker";
    }
  }
}
