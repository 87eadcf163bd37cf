package dev.afterglow.registry.decision;

import java.util.ArrayList;
import java.util.List;

/** Reasons as they are found. */
final class Denials {
  private final List<Denial> found = new ArrayList<>();

  void unless(boolean fine, DenialReason reason, String record) {
    if (!fine) {
      found.add(new Denial(reason, record));
    }
  }

  void add(DenialReason reason, String record) {
    found.add(new Denial(reason, record));
  }

  void addAll(Denials others) {
    others.found.stream().filter(it -> !found.contains(it)).forEach(found::add);
  }

  boolean none() {
    return found.isEmpty();
  }

  List<Denial> all() {
    return List.copyOf(found);
  }
}
