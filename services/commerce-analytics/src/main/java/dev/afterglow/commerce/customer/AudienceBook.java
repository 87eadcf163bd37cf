package dev.afterglow.commerce.customer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The saved audiences of all shops, as the log has them. Any thread. */
final class AudienceBook {
  private final Map<String, Map<UUID, Audience>> shops = new HashMap<>();

  /** An audience was saved, or forgotten where there is none. */
  synchronized void apply(String shopId, UUID id, @Nullable Audience audience) {
    Map<UUID, Audience> ofShop = shops.computeIfAbsent(shopId, _ -> new TreeMap<>());
    if (audience == null) {
      ofShop.remove(id);
    } else {
      // The first one stands: an id names one audience for ever.
      ofShop.putIfAbsent(id, audience);
    }
  }

  /** A shop's audiences, the oldest first. */
  synchronized List<Audience> of(String shopId) {
    return shops.getOrDefault(shopId, Map.of()).values().stream()
        .sorted(Audience.OLDEST_FIRST)
        .toList();
  }

  synchronized Optional<Audience> find(String shopId, UUID id) {
    return Optional.ofNullable(shops.getOrDefault(shopId, Map.of()).get(id));
  }
}
