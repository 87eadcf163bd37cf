package dev.afterglow.commerce.webhook;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the senders and their secrets at start; what is wrong with one stops the start. */
@ApplicationScoped
public class WebhookWiring {
  private static final String KEY = "afterglow.commerce.webhooks.senders.";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  @Produces
  @Singleton
  OpenShows shows() {
    return new OpenShows();
  }

  @Produces
  @Singleton
  Senders senders(WebhookConfig config, OpenShows shows) {
    return new Senders(
        config.senders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, it -> sender(it.getKey(), it.getValue(), config, shows))));
  }

  private static Sender sender(
      String name, WebhookConfig.Sender settings, WebhookConfig config, OpenShows shows) {
    try {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("a name has letters a to z, digits and hyphens");
      }
      Rooms rooms =
          new Rooms(shows, Translation.SOURCE + name, settings.shopId(), config.showWithin());
      return new Sender(format(settings, config), rooms);
    } catch (RuntimeException e) {
      throw new IllegalStateException(KEY + name + ": " + e.getMessage(), e);
    }
  }

  private static WebhookFormat format(WebhookConfig.Sender settings, WebhookConfig config) {
    Secrets secrets = Secrets.read(settings.secretFile());
    return switch (settings.format()) {
      case STANDARD -> new StandardFormat(secrets, config.tolerance());
      case SHOPIFY -> new ShopifyFormat(secrets, pseudonyms(settings));
      case DOUYIN_LIVE -> new DouyinLiveFormat(secrets, pseudonyms(settings), config.tolerance());
    };
  }

  private static PseudonymKey pseudonyms(WebhookConfig.Sender settings) {
    return PseudonymKey.read(
        settings
            .pseudonymKeyFile()
            .orElseThrow(() -> new IllegalArgumentException("set its pseudonym-key-file")));
  }

  void atStart(@Observes StartupEvent start, Senders senders) {
    var _ = senders.byName();
  }
}
