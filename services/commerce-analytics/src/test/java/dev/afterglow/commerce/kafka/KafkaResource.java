package dev.afterglow.commerce.kafka;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a running service a real Kafka. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable KafkaForTests kafka;

  @Override
  public Map<String, String> start() {
    kafka = KafkaForTests.start();
    return Map.of(
        "afterglow.commerce.log.bootstrap-servers",
        kafka.bootstrapServers(),
        "afterglow.commerce.engine.instance-id",
        "test");
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }
}
