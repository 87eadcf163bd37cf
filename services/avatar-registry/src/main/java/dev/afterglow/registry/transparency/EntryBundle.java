package dev.afterglow.registry.transparency;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The entries of up to 256 leaves: each after its length as two bytes, the larger first. */
public final class EntryBundle {
  /** The longest entry. */
  public static final int MAX_ENTRY_BYTES = 0xFFFF;

  private EntryBundle() {}

  /** The bytes of entries. */
  public static byte[] bytes(List<byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException("an entry has 65,535 bytes at most");
      }
      out.write(entry.length >> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /**
   * The entries of bytes.
   *
   * @throws IllegalArgumentException where the last entry is cut off
   */
  public static List<byte[]> entries(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bundle.length) {
      if (at + 2 > bundle.length) {
        throw new IllegalArgumentException("a bundle ends within a length");
      }
      int length = ((bundle[at] & 0xFF) << 8) | (bundle[at + 1] & 0xFF);
      at += 2;
      if (at + length > bundle.length) {
        throw new IllegalArgumentException("a bundle ends within an entry");
      }
      entries.add(Arrays.copyOfRange(bundle, at, at + length));
      at += length;
    }
    return entries;
  }
}
