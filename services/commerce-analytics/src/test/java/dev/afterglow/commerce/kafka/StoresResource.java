package dev.afterglow.commerce.kafka;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a running service a real Kafka and a real Postgres; a show is over as soon as it is quiet.
 */
public final class StoresResource implements QuarkusTestResourceLifecycleManager {
  private static volatile @Nullable EmbeddedPostgres running;

  private final KafkaResource kafka = new KafkaResource();
  private @Nullable Path secret;
  private @Nullable EmbeddedPostgres postgres;

  /** Takes the database away from the service. */
  public static void stopPostgres() throws IOException {
    EmbeddedPostgres server = running;
    if (server != null) {
      server.close();
    }
  }

  @Override
  public Map<String, String> start() {
    try {
      postgres = EmbeddedPostgres.builder().start();
      running = postgres;
      secret = Files.createTempFile("afterglow-viewers", ".key");
      byte[] bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
      Files.write(secret, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>(kafka.start());
    settings.put("quarkus.datasource.username", "postgres");
    settings.put("quarkus.datasource.password", "postgres");
    settings.put(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
    settings.put("afterglow.commerce.viewer.key-file", String.valueOf(secret));
    settings.put("afterglow.commerce.show.quiet", "0s");
    settings.put("afterglow.commerce.customers.look", "200ms");
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
      if (secret != null) {
        Files.deleteIfExists(secret);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
