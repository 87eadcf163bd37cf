package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.comment.ChineseComments;
import dev.afterglow.commerce.intake.FactLogConfig;
import dev.afterglow.commerce.intake.FactTopics;
import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.commerce.words.ChineseWords;
import dev.afterglow.commerce.words.WordsSoon;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** Starts the engine with the service, as soon as Kafka answers, and stops it with it. */
@ApplicationScoped
public class EngineWiring {
  private static final Log LOG = Log.of(EngineWiring.class);
  private static final Duration TRY = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private volatile boolean stopping;

  @Produces
  @Singleton
  WordsSoon words() {
    return new WordsSoon(ChineseWords::new);
  }

  @Produces
  @Singleton
  Engine engine(EngineConfig config, FactLogConfig log, WordsSoon words, CommerceMeters meters) {
    RoomLimits most = RoomLimits.DEFAULT;
    EngineSettings settings =
        new EngineSettings(
            log.bootstrapServers(),
            log.factsTopic(),
            log.quarantineTopic(),
            log.lateTopic(),
            // State of an older version is left alone: the facts are folded again beside it.
            config.applicationId() + "-state" + RoomKernel.STATE_VERSION,
            config.instanceId().orElse(""),
            config.commitInterval(),
            config.threads(),
            config.stateFolder().orElseGet(EngineWiring::temporaryFolder),
            new RoomLimits(
                most.mostViewers(),
                most.mostOrders(),
                most.mostProducts(),
                most.mostWords(),
                config.seenFacts()),
            config
                .mostStateMib()
                .map(mebibytes -> (long) mebibytes << 20)
                .orElse(Runtime.getRuntime().maxMemory() / 2));
    return new Engine(settings, new ChineseComments(words), new CountingListener(meters));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("afterglow-commerce");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void atStart(@Observes StartupEvent event, Engine engine, FactLogConfig log, WordsSoon words) {
    FactTopics topics =
        new FactTopics(
            log.bootstrapServers(),
            log.factsTopic(),
            List.of(log.quarantineTopic(), log.lateTopic()),
            log.partitions());
    Thread.ofVirtual()
        .name("engine-start")
        .start(() -> startWhenKafkaAnswers(engine, topics, words));
  }

  private void startWhenKafkaAnswers(Engine engine, FactTopics topics, WordsSoon words) {
    for (int attempt = 1; !stopping; attempt++) {
      try {
        topics.ensure(TRY);
        engine.start();
        // Rooms are restored meanwhile; a fact that needs a word waits.
        words.await();
        return;
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        LOG.warn(
            "kafka does not answer",
            LogKey.ATTEMPT.is(attempt),
            LogKey.ENDPOINT.is(topics.bootstrapServers()),
            LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
        if (!paused()) {
          return;
        }
      } catch (CompletionException e) {
        LOG.error("words cannot be loaded, and the engine stops", e);
        engine.close();
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void atStop(@Observes ShutdownEvent event, Engine engine) {
    stopping = true;
    engine.close();
  }
}
