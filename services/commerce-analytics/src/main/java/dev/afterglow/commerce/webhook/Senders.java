package dev.afterglow.commerce.webhook;

import java.util.Map;
import java.util.Optional;

/** Everybody who may push, by name. */
record Senders(Map<String, Sender> byName) {
  Senders {
    byName = Map.copyOf(byName);
  }

  Optional<Sender> called(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
