package dev.afterglow.commerce.viewer;

import dev.afterglow.facts.Fact;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives each viewer another name before a fact is logged: made of the pseudonym that was told, the
 * service's secret and a key of the viewer's own. Facts, and all that is folded from them, know
 * that name alone. Where the key is deleted nobody can make the name again, so nobody can tell
 * which facts were the viewer's; told again, the same pseudonym gets a new key and is somebody
 * else. Any thread.
 */
public final class Pseudonyms {
  private static final int MOST_REMEMBERED = 100_000;
  private static final int OUT_OF_TURN = 1_000;

  private final ViewerKeys keys;
  private final ViewerSecret secret;
  private final ErasedViewers erased;
  private final Clock clock;
  private final Map<String, String> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private final Object learning = new Object();
  private long place;

  /** Over the keys and the secret; whoever is erased is noted. */
  public Pseudonyms(ViewerKeys keys, ViewerSecret secret, ErasedViewers erased, Clock clock) {
    this.keys = keys;
    this.secret = secret;
    this.erased = erased;
    this.clock = clock;
  }

  /** The same facts with viewers as they are called here; facts of no viewer stay as they are. */
  public List<Fact> keyed(List<Fact> facts) throws ViewerKeys.UnavailableException {
    Map<String, String> called = new HashMap<>();
    Map<ViewerIndex, String> unknown = new HashMap<>();
    for (Fact fact : facts) {
      String told = fact.viewer();
      if (!told.isEmpty() && !called.containsKey(told)) {
        String known = remembered(told);
        if (known == null) {
          unknown.put(secret.index(told), told);
        } else {
          called.put(told, known);
        }
      }
    }
    if (!unknown.isEmpty()) {
      Map<ViewerIndex, byte[]> found = keys.keys(unknown.keySet());
      for (Map.Entry<ViewerIndex, String> viewer : unknown.entrySet()) {
        String told = viewer.getValue();
        String name = secret.called(told, Objects.requireNonNull(found.get(viewer.getKey())));
        called.put(told, name);
        remember(told, name);
      }
    }
    return facts.stream()
        .map(
            fact ->
                fact.viewer().isEmpty()
                    ? fact
                    : fact.calling(called.getOrDefault(fact.viewer(), "")))
        .toList();
  }

  private synchronized @Nullable String remembered(String told) {
    String name = remembered.get(told);
    return name == null || erased.contains(name) ? null : name;
  }

  private synchronized void remember(String told, String name) {
    remembered.put(told, name);
  }

  /**
   * Forgets a viewer for good: deletes the key.
   *
   * @param told the pseudonym as it was told
   * @return the receipt, hex SHA-256 of the erasure's record
   */
  public String erase(UUID requestId, String told) throws ViewerKeys.UnavailableException {
    Instant at = clock.instant();
    String receipt =
        keys.erase(
            requestId,
            secret.index(told),
            key -> ErasedViewers.mark(secret.called(told, key)),
            at,
            ErasedViewers.mark("viewer erased\n" + requestId + "\n" + at));
    synchronized (this) {
      remembered.remove(told);
    }
    learn();
    return receipt;
  }

  /** Learns who was erased since, by this process or another. */
  public void learn() throws ViewerKeys.UnavailableException {
    // A lock of its own: facts of known viewers do not wait for a database that is slow.
    synchronized (learning) {
      // A place is given before its row can be read: rows may come out of turn.
      for (ViewerKeys.Erased one : keys.erased(Math.max(0, place - OUT_OF_TURN))) {
        erased.add(one.mark());
        place = Math.max(place, one.place());
      }
    }
  }
}
