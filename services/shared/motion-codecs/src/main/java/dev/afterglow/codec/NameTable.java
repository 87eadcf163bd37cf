package dev.afterglow.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a name in a datagram stands for, byte for byte, without making a string of it. Fixed
 * once built, so a flood of made-up names adds nothing.
 *
 * @param <T> what names stand for
 */
public final class NameTable<T> {
  private final byte[][] names;
  private final List<T> values = new ArrayList<>();
  private final int[] slots;
  private final int mask;

  private NameTable(Map<String, T> table) {
    int size = Integer.highestOneBit(Math.max(4, table.size())) * 4;
    names = new byte[table.size()][];
    slots = new int[size];
    mask = size - 1;
    table.forEach(this::put);
  }

  /** A table of those names. */
  public static <T> NameTable<T> of(Map<String, T> table) {
    return new NameTable<>(table);
  }

  /** What the bytes from {@code from} to before {@code to} name, or null. */
  public @Nullable T find(ByteBuffer bytes, int from, int to) {
    int slot = hash(bytes, from, to) & mask;
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (same(names[index], bytes, from, to)) {
        return values.get(index);
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  private void put(String name, T value) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    names[values.size()] = bytes;
    values.add(value);
    int slot = hash(ByteBuffer.wrap(bytes), 0, bytes.length) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = values.size();
  }

  // FNV-1a, folded: the names are known beforehand, so nobody can aim at its collisions.
  private static int hash(ByteBuffer bytes, int from, int to) {
    int hash = 0x811C9DC5;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes.get(i) & 0xFF)) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }

  private static boolean same(byte[] name, ByteBuffer bytes, int from, int to) {
    if (name.length != to - from) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (name[i] != bytes.get(from + i)) {
        return false;
      }
    }
    return true;
  }
}
