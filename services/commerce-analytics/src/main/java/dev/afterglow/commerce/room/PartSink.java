package dev.afterglow.commerce.room;

import org.jspecify.annotations.Nullable;

/** Takes the parts of a room. */
@FunctionalInterface
public interface PartSink {
  /**
   * A part.
   *
   * @param key its name within the room; at most 300 bytes
   * @param value its content, at most 256 KiB; null = the part is gone
   */
  void accept(byte[] key, byte @Nullable [] value);
}
