package dev.afterglow.registry.event.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.event.NoticeBroker;
import dev.afterglow.registry.event.wire.KafkaNoticeBroker;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/** Has events sent where Kafka is configured, and says so where it is not. */
@ApplicationScoped
public class NoticeWiring {
  private static final Log LOG = Log.of(NoticeWiring.class);

  private final NoticeConfig config;
  private @Nullable NoticeRounds rounds;
  private @Nullable NoticeBroker broker;

  @Inject
  NoticeWiring(NoticeConfig config) {
    this.config = config;
  }

  void atStart(
      @Observes StartupEvent start,
      NoticeRows rows,
      Workers workers,
      RegistryMeters meters,
      Clock clock,
      Vertx vertx) {
    if (config.bootstrapServers().isEmpty()) {
      LOG.info(
          "changes of state are not told in Kafka",
          LogKey.PROPERTY.is("afterglow.registry.events.bootstrap-servers"));
      return;
    }
    NoticeBroker kafka = broker(config, config.bootstrapServers().get());
    NoticeRounds sending = new NoticeRounds(rows, kafka, workers, config, meters, clock, vertx);
    broker = kafka;
    rounds = sending;
    sending.start();
    LOG.info("changes of state are told in Kafka", LogKey.TOPIC.is(config.topic()));
  }

  void atStop(@Observes ShutdownEvent stop) {
    if (rounds != null && broker != null) {
      rounds.stop();
      broker.close();
    }
  }

  /** The broker that settings name. */
  static NoticeBroker broker(NoticeConfig config, String bootstrapServers) {
    Map<String, Object> client = new HashMap<>();
    config.clientFile().ifPresent(file -> client.putAll(read(file)));
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return new KafkaNoticeBroker(
        new KafkaNoticeBroker.Topic(config.topic(), config.partitions(), config.retention()),
        client,
        config.deliveryTimeout());
  }

  private static Map<String, String> read(Path file) {
    Properties found = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      found.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("afterglow.registry.events.client-file cannot be read", e);
    }
    Map<String, String> settings = new HashMap<>();
    found.stringPropertyNames().forEach(name -> settings.put(name, found.getProperty(name)));
    return settings;
  }
}
