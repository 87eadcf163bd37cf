package dev.afterglow.registry.running;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An operator who turned presences on, and providers that are waited for a second. */
public final class DemandedPresence implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "afterglow.registry.presence.demanded",
        "true",
        "afterglow.registry.identity.patience",
        "1s");
  }

  @Override
  public void stop() {}
}
