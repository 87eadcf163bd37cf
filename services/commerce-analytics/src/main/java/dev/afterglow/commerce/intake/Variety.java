package dev.afterglow.commerce.intake;

import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.facts.Fact;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What the facts that Kafka holds are made of: kinds, clients and layouts. A client names itself,
 * so the first 32 are counted by name and all others as one. Any thread.
 */
@Singleton
public final class Variety {
  static final int MOST_CLIENTS = 32;

  private static final String NOT_TOLD = "not_told";
  private static final String OTHER = "other";
  private static final Pattern INSIDE_A_NAME = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final ClassValue<String> KINDS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> kind) {
          return INSIDE_A_NAME
              .matcher(kind.getSimpleName())
              .replaceAll("_")
              .toLowerCase(Locale.ROOT);
        }
      };

  private final CommerceMeters meters;
  private final Set<String> clients = ConcurrentHashMap.newKeySet();

  Variety(CommerceMeters meters) {
    this.meters = meters;
  }

  /** Counts facts. */
  void count(Collection<Fact> facts) {
    Map<String, Integer> kinds = new HashMap<>();
    Map<String, Integer> told = new HashMap<>();
    Map<Integer, Integer> versions = new HashMap<>();
    for (Fact fact : facts) {
      kinds.merge(KINDS.get(fact.what().getClass()), 1, Integer::sum);
      told.merge(client(fact.client()), 1, Integer::sum);
      versions.merge(fact.schemaVersion(), 1, Integer::sum);
    }
    kinds.forEach(meters::kind);
    told.forEach(meters::client);
    versions.forEach(meters::schemaVersion);
  }

  private String client(String name) {
    if (name.isEmpty()) {
      return NOT_TOLD;
    }
    if (clients.contains(name)) {
      return name;
    }
    synchronized (clients) {
      return (clients.size() < MOST_CLIENTS && clients.add(name)) || clients.contains(name)
          ? name
          : OTHER;
    }
  }
}
