package dev.afterglow.commerce.room;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The few parts of a room that build on each other, from their loading until all are in: the last
 * of each stands, and they are placed by their keys, compared as unsigned bytes.
 */
final class LoadedParts {
  private final TreeMap<byte[], byte[]> parts = new TreeMap<>(Arrays::compareUnsigned);
  private boolean begun;
  private boolean ended;

  /** A part of any kind comes. */
  void begin() {
    if (ended) {
      throw new IllegalStateException("a room takes no more parts once it has resumed");
    }
    begun = true;
  }

  /** No more parts come; true the first time, where any came. */
  boolean end() {
    boolean first = begun && !ended;
    ended = true;
    return first;
  }

  void load(byte[] key, byte @Nullable [] value) {
    if (value == null) {
      parts.remove(key);
    } else {
      parts.put(key, value);
    }
  }

  /** Hands them out and forgets them. */
  void inOrder(BiConsumer<byte[], byte[]> place) {
    for (Map.Entry<byte[], byte[]> part = parts.pollFirstEntry();
        part != null;
        part = parts.pollFirstEntry()) {
      place.accept(part.getKey(), part.getValue());
    }
  }
}
