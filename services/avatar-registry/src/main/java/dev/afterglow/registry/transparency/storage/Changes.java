package dev.afterglow.registry.transparency.storage;

import dev.afterglow.registry.event.Told;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes changes of what happened. A record is JSON with its keys in order; it holds ids and words,
 * and never a name or a number.
 */
public final class Changes {
  private Changes() {}

  /** Something happened to a person. */
  public static Change person(Kind kind, String subjectId) {
    return of(kind, "person:" + subjectId, Set.of(subjectId), Map.of());
  }

  /**
   * Something happened to a thing.
   *
   * @param thing with its type, for example {@code licence:0197…}
   * @param subjects whom it concerns
   * @param details what else there is to tell
   */
  public static Change of(Kind kind, String thing, Set<String> subjects, Map<String, ?> details) {
    Map<String, Object> record = new TreeMap<>(details);
    record.put("kind", kind.word());
    record.put("thing", thing);
    return new Change(
        kind,
        thing,
        subjects,
        StoredJson.text(record).getBytes(StandardCharsets.UTF_8),
        Told.of(kind, record));
  }
}
