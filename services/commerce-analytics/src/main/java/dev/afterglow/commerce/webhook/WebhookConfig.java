package dev.afterglow.commerce.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Which platforms may push facts. */
@ConfigMapping(prefix = "afterglow.commerce.webhooks")
public interface WebhookConfig {
  /** The senders, by the name under which each pushes to /api/v1/webhooks/NAME. None by default. */
  Map<String, Sender> senders();

  /**
   * How far the time in a signature may lie from now. Five minutes are what Standard Webhooks'
   * libraries allow; a push that is caught and sent again within them counts once all the same.
   */
  @WithDefault("PT5M")
  Duration tolerance();

  /**
   * For how long after a shop's show was opened what the shop tells belongs to it. A day outlasts
   * every show; later orders are the shop's own and no room's.
   */
  @WithDefault("PT24H")
  Duration showWithin();

  /** How long a push may wait until the log before it is read, so that its show is known. */
  @WithDefault("PT5S")
  Duration patience();

  /** One sender. */
  interface Sender {
    /** How it signs and what it says: standard, shopify or douyin-live. */
    Format format();

    /**
     * The file with the secret that the sender signs with; while it is changed, the old one on a
     * second line. Read once at start.
     */
    Path secretFile();

    /**
     * The shop whose show a push belongs to, as in the fact that opens it. Example: "taobao/882".
     */
    String shopId();

    /**
     * The file with 32 or more characters by which viewers and customers are given pseudonyms.
     * Another key makes other people of them, so it stays when the secret changes. The formats of
     * platforms need it; standard events bring pseudonyms.
     */
    Optional<Path> pseudonymKeyFile();
  }
}
