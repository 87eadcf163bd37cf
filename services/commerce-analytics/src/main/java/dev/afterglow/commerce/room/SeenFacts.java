package dev.afterglow.commerce.room;

import java.util.ArrayList;
import java.util.List;

/**
 * Which facts a room has seen. It remembers at least the last {@code generationSize} and at most
 * twice as many, in two generations: when the young one is full the old one is forgotten, so a
 * repeat is found exactly as long as it is no older than that.
 *
 * <p>New ids are kept as runs, one part a run, because a record an id would cost more than the fact
 * itself.
 */
final class SeenFacts {
  /** What is known of an id. */
  enum Sighting {
    NEW,
    REPEAT,
    CONFLICT
  }

  private final int generationSize;
  private SeenGeneration old = new SeenGeneration(0);
  private SeenGeneration young = new SeenGeneration(1);
  private final List<SeenGeneration> dropped = new ArrayList<>();

  SeenFacts(int generationSize) {
    this.generationSize = generationSize;
  }

  Sighting see(Digest128 id, long payload) {
    Sighting known = young.lookUp(id, payload);
    if (known == Sighting.NEW) {
      known = old.lookUp(id, payload);
    }
    if (known == Sighting.NEW) {
      if (young.size() >= generationSize) {
        moveOn();
      }
      young.add(id, payload);
    }
    return known;
  }

  /** What the ids take of the heap. */
  long bytes() {
    return old.bytes() + young.bytes();
  }

  private void moveOn() {
    dropped.add(old);
    old = young;
    young = new SeenGeneration(old.number() + 1);
  }

  void changes(PartSink sink) {
    for (SeenGeneration generation : dropped) {
      generation.drop(sink);
    }
    dropped.clear();
    old.changes(sink);
    young.changes(sink);
  }

  void all(PartSink sink) {
    old.all(sink);
    young.all(sink);
  }

  /** Runs come in any order; the two largest generation numbers are the two that live. */
  void load(Unpacker key, Unpacker value) {
    int number = (int) key.fixed();
    while (young.number() < number) {
      moveOn();
    }
    dropped.clear();
    SeenGeneration generation = number == young.number() ? young : old;
    if (generation.number() == number) {
      generation.load((int) key.fixed(), value);
    }
  }
}
