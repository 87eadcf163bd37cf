package dev.afterglow.avatar.meshopt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the extension lets attributes go through after unpacking; all in place. */
final class Filters {
  private Filters() {}

  static void apply(Packed.Filter filter, byte[] bytes, int count, int stride) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (filter) {
      case NONE -> {
        // as it is
      }
      case OCTAHEDRAL -> {
        for (int i = 0; i < count; i++) {
          octahedral(data, i * stride, stride / 4);
        }
      }
      case QUATERNION -> {
        for (int i = 0; i < count; i++) {
          quaternion(data, i * stride);
        }
      }
      case EXPONENTIAL -> {
        for (int at = 0; at < bytes.length; at += 4) {
          int v = data.getInt(at);
          data.putFloat(at, Math.scalb((float) ((v << 8) >> 8), v >> 24));
        }
      }
    }
  }

  /** A unit vector folded onto an octahedron; the third number says what 1 is. */
  private static void octahedral(ByteBuffer data, int at, int size) {
    float x = signed(data, at, size);
    float y = signed(data, at + size, size);
    float z = signed(data, at + 2 * size, size) - Math.abs(x) - Math.abs(y);
    float fold = Math.min(z, 0);
    x += x >= 0 ? fold : -fold;
    y += y >= 0 ? fold : -fold;
    float scale = (size == 1 ? 127 : 32_767) / (float) Math.sqrt(x * x + y * y + z * z);
    put(data, at, size, rounded(x * scale));
    put(data, at + size, size, rounded(y * scale));
    put(data, at + 2 * size, size, rounded(z * scale));
  }

  /** Three parts of a unit quaternion and which one is missing, the largest. */
  private static void quaternion(ByteBuffer data, int at) {
    int last = data.getShort(at + 6);
    float scale = (float) (1 / Math.sqrt(2)) / (last | 3);
    float x = data.getShort(at) * scale;
    float y = data.getShort(at + 2) * scale;
    float z = data.getShort(at + 4) * scale;
    float w = (float) Math.sqrt(Math.max(0, 1 - x * x - y * y - z * z));
    int largest = last & 3;
    data.putShort(at + 2 * ((largest + 1) & 3), (short) rounded(x * 32_767));
    data.putShort(at + 2 * ((largest + 2) & 3), (short) rounded(y * 32_767));
    data.putShort(at + 2 * ((largest + 3) & 3), (short) rounded(z * 32_767));
    data.putShort(at + 2 * largest, (short) rounded(w * 32_767));
  }

  private static int rounded(float value) {
    return (int) (value + (value >= 0 ? 0.5f : -0.5f));
  }

  private static int signed(ByteBuffer data, int at, int size) {
    return size == 1 ? data.get(at) : data.getShort(at);
  }

  private static void put(ByteBuffer data, int at, int size, int value) {
    if (size == 1) {
      data.put(at, (byte) value);
    } else {
      data.putShort(at, (short) value);
    }
  }
}
