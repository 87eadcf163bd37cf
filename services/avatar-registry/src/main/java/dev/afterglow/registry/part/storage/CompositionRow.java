package dev.afterglow.registry.part.storage;

import dev.afterglow.registry.part.Composition;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.storage.StoredJson;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A composition's parts as they stand in its row.
 *
 * @param looks absent in rows of before there were looks
 */
record CompositionRow(
    Map<PartKind, Composition.Placed> parts,
    @Nullable SortedMap<String, Map<PartKind, Composition.Placed>> looks) {

  static String text(Composition composition) {
    return StoredJson.text(new CompositionRow(composition.parts(), composition.looks()));
  }

  static Composition composition(String avatarId, int version, String text, Instant from) {
    CompositionRow row = StoredJson.record(text, CompositionRow.class);
    SortedMap<String, Map<PartKind, Composition.Placed>> looks = row.looks();
    return new Composition(
        avatarId, version, row.parts(), looks == null ? new TreeMap<>() : looks, from);
  }
}
