package dev.afterglow.commerce.room;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link Packer} wrote. */
final class Unpacker {
  private final byte[] bytes;
  private int at;

  Unpacker(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  int raw() {
    if (at >= bytes.length) {
      throw new BrokenSnapshotException("ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  byte[] raw(int length) {
    if (length < 0 || length > bytes.length - at) {
      throw new BrokenSnapshotException("ends too early");
    }
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  long fixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | raw();
    }
    return value;
  }

  Digest128 digest() {
    return new Digest128(fixed(), fixed());
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = raw();
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new BrokenSnapshotException("holds a number that is too long");
  }

  int count() {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new BrokenSnapshotException("holds a count out of range");
    }
    return (int) value;
  }

  boolean truth() {
    return raw() != 0;
  }

  String text() {
    return new String(raw(count()), StandardCharsets.UTF_8);
  }

  String restAsText() {
    return new String(raw(bytes.length - at), StandardCharsets.UTF_8);
  }
}
