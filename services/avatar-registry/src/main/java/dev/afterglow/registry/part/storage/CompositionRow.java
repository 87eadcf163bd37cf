package dev.afterglow.registry.part.storage;

import dev.afterglow.registry.part.Composition;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.storage.StoredJson;
import java.time.Instant;
import java.util.Map;

/** A composition's parts as they stand in its row. */
record CompositionRow(Map<PartKind, Composition.Placed> parts) {

  static String text(Composition composition) {
    return StoredJson.text(new CompositionRow(composition.parts()));
  }

  static Composition composition(String avatarId, int version, String text, Instant from) {
    return new Composition(
        avatarId, version, StoredJson.record(text, CompositionRow.class).parts(), from);
  }
}
