package dev.afterglow.avatar;

import java.util.ArrayList;
import java.util.List;

/** All accessors of a document, each checked once. */
final class Accessors {
  private final List<Accessor> accessors;

  private Accessors(List<Accessor> accessors) {
    this.accessors = accessors;
  }

  static Accessors read(Json document, BufferViews views, Budget budget) throws Refusal {
    List<Accessor> accessors = new ArrayList<>();
    for (Json json : document.items("accessors", AvatarLimits.MAX_ACCESSORS)) {
      accessors.add(Accessor.read(json, views, budget));
    }
    return new Accessors(accessors);
  }

  /** The accessor that {@code reference} names. */
  Accessor at(Json reference) throws Refusal {
    return accessors.get(place(reference));
  }

  /** The place of that accessor in the list. */
  int place(Json reference) throws Refusal {
    return reference.reference(accessors.size());
  }
}
