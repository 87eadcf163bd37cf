package dev.afterglow.registry.event.storage;

import dev.afterglow.registry.event.NoticeBroker;
import dev.afterglow.registry.storage.RegistryDatabase;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.wiring.Workers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The registry's sending side without the service around it. */
final class Sending implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final NoticeConfig config;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  Sending(int postgresPort, String kafka, String topic) {
    this.pool = RegistryDatabase.pool(vertx, postgresPort);
    this.config =
        config(
            Map.of(
                "afterglow.registry.events.bootstrap-servers", kafka,
                "afterglow.registry.events.topic", topic,
                "afterglow.registry.events.every", "20ms",
                "afterglow.registry.events.longest-pause", "100ms",
                "afterglow.registry.events.max-waiting", "1000"));
  }

  static NoticeConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(NoticeConfig.class)
        .addDefaultInterceptors()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(new PropertiesConfigSource(settings, "test", 500))
        .build()
        .getConfigMapping(NoticeConfig.class);
  }

  NoticeBroker kafka() {
    return NoticeWiring.broker(config, config.bootstrapServers().orElseThrow());
  }

  NoticeRounds rounds(NoticeBroker broker) {
    return new NoticeRounds(
        new NoticeRows(pool),
        broker,
        new Workers(vertx.getDelegate()),
        config,
        new RegistryMeters(meters),
        Clock.systemUTC(),
        vertx.getDelegate());
  }

  @Override
  public void close() {
    pool.closeAndAwait();
    vertx.closeAndAwait();
  }
}
