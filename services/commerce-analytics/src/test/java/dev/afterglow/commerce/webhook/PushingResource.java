package dev.afterglow.commerce.webhook;

import dev.afterglow.commerce.kafka.KafkaResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives a running service a real Kafka, senders that may push, and a token for events. */
public final class PushingResource implements QuarkusTestResourceLifecycleManager {
  static final String STANDARD_SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  static final String SECRET = "hush-hush-hush";
  static final String SHOP = "taobao/882";

  private final KafkaResource kafka = new KafkaResource();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(kafka.start());
    try {
      Path folder = Files.createTempDirectory("webhooks");
      Path pseudonyms = folder.resolve("pseudonyms");
      Files.writeString(pseudonyms, "0123456789abcdef0123456789abcdef");
      for (String name : List.of("standard", "shopify", "douyin-live")) {
        Path secret = folder.resolve(name);
        Files.writeString(secret, name.equals("standard") ? STANDARD_SECRET : SECRET);
        String sender = "afterglow.commerce.webhooks.senders." + name + ".";
        settings.put(sender + "format", name);
        settings.put(sender + "secret-file", secret.toString());
        settings.put(sender + "shop-id", SHOP);
        settings.put(sender + "pseudonym-key-file", pseudonyms.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  @Override
  public void stop() {
    kafka.stop();
  }
}
