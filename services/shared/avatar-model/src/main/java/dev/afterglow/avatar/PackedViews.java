package dev.afterglow.avatar;

import dev.afterglow.avatar.meshopt.Packed;
import dev.afterglow.avatar.meshopt.Unpacking;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Buffer views under {@code EXT_meshopt_compression}: judged by what they declare, then unpacked in
 * plain Java, so that indices, joints and numbers inside are checked like any others.
 */
final class PackedViews {
  static final String EXTENSION = "EXT_meshopt_compression";

  private static final int ALIGNMENT = 4;

  private final ByteBuffer bin;
  private ByteBuffer unpacked = ByteBuffer.allocate(0);
  private int used;

  /** Nothing is allocated beyond the bytes that views have declared and limits allow. */
  PackedViews(ByteBuffer bin) {
    this.bin = bin;
  }

  /** Whether a buffer stands for unpacked bytes only: not the BIN chunk, and no file of its own. */
  static void requireFallback(Json buffer) throws Refusal {
    if (!buffer.get("extensions").get(EXTENSION).get("fallback").flag(false)
        || buffer.get("uri").present()) {
      throw new Refusal(
          AvatarRule.BUFFER_RANGE, buffer.path() + " is neither the BIN chunk nor a fallback");
    }
    buffer.get("byteLength").integer(1, AvatarLimits.MAX_UNPACKED_BYTES);
  }

  /** Makes room for all views together. */
  void reserve(long bytes) throws Refusal {
    if (bytes > AvatarLimits.MAX_UNPACKED_BYTES) {
      throw new Refusal(
          AvatarRule.COMPRESSION,
          "the packed views hold " + bytes + " bytes, at most " + AvatarLimits.MAX_UNPACKED_BYTES);
    }
    unpacked = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes that a view takes once unpacked, rounded up so that the next one is aligned. */
  static long room(Json extension) throws Refusal {
    long bytes = packed(extension).bytes();
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Unpacks one view; returns where it starts. */
  int unpack(Json extension, long byteLength, int binBytes) throws Refusal {
    extension.get("buffer").reference(1);
    Packed packed = packed(extension);
    long offset = extension.get("byteOffset").integer(0, Integer.MAX_VALUE, 0);
    long length = extension.get("byteLength").integer(1, Integer.MAX_VALUE);
    if (offset > binBytes || length > binBytes - offset) {
      throw new Refusal(
          AvatarRule.BUFFER_VIEW_RANGE,
          extension.path() + " takes " + length + " from " + offset + " of " + binBytes);
    }
    if (packed.bytes() != byteLength) {
      throw new Refusal(
          AvatarRule.COMPRESSION,
          extension.path() + " unpacks to " + packed.bytes() + " of " + byteLength + " bytes");
    }
    try {
      byte[] bytes = Unpacking.unpack(packed, bin.slice((int) offset, (int) length));
      unpacked.put(used, bytes);
    } catch (IllegalArgumentException e) {
      throw new Refusal(AvatarRule.COMPRESSION, extension.path() + ": " + e.getMessage());
    }
    int at = used;
    used += (int) room(extension);
    return at;
  }

  /** All unpacked bytes. */
  ByteBuffer unpacked() {
    return unpacked;
  }

  private static Packed packed(Json extension) throws Refusal {
    long count = extension.get("count").integer(1, AvatarLimits.MAX_COMPONENTS);
    long stride = extension.get("byteStride").integer(2, 256);
    String mode = extension.get("mode").text();
    String filter = extension.get("filter").text("NONE");
    try {
      return new Packed(
          Packed.Mode.valueOf(mode), Packed.Filter.valueOf(filter), (int) count, (int) stride);
    } catch (IllegalArgumentException e) {
      throw new Refusal(AvatarRule.COMPRESSION, extension.path() + " is no such packing");
    }
  }
}
