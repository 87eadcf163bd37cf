package dev.afterglow.commerce.room;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a part: whole numbers as zigzag varints, texts as UTF-8 behind their length. */
final class Packer {
  private byte[] bytes = new byte[64];
  private int size;

  Packer raw(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  Packer raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  Packer fixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      raw((int) (value >>> shift));
    }
    return this;
  }

  Packer digest(Digest128 digest) {
    return fixed(digest.high()).fixed(digest.low());
  }

  Packer number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      raw((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    return raw((int) rest);
  }

  Packer truth(boolean value) {
    return raw(value ? 1 : 0);
  }

  Packer text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    return number(encoded.length).raw(encoded);
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
