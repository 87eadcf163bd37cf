package dev.afterglow.commerce.kafka;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a running service a real Kafka and a real Postgres; a show is over as soon as it is quiet.
 */
public final class StoresResource implements QuarkusTestResourceLifecycleManager {
  private final KafkaResource kafka = new KafkaResource();
  private @Nullable EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      postgres = EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>(kafka.start());
    settings.put("quarkus.datasource.username", "postgres");
    settings.put("quarkus.datasource.password", "postgres");
    settings.put(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
    settings.put("afterglow.commerce.show.quiet", "0s");
    settings.put("afterglow.commerce.show.look", "200ms");
    settings.put("afterglow.commerce.show.fresh", "100ms");
    return settings;
  }

  @Override
  public void stop() {
    kafka.stop();
    try {
      if (postgres != null) {
        postgres.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
