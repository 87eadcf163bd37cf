package dev.afterglow.avatar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Type and size of an image, read from its header without decoding it.
 *
 * @param mimeType {@code image/png} or {@code image/jpeg}
 * @param width pixels, 1 or more
 * @param height pixels, 1 or more
 */
public record ImageHeader(String mimeType, long width, long height) {
  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int PNG_HEADER_BYTES = 33;

  /** The header, or null where the bytes are neither PNG nor JPEG. */
  public static @Nullable ImageHeader read(ByteBuffer image) {
    ByteBuffer bytes = image.duplicate().order(ByteOrder.BIG_ENDIAN);
    if (bytes.limit() >= PNG_HEADER_BYTES && bytes.getLong(0) == PNG_SIGNATURE) {
      return png(bytes);
    }
    if (bytes.limit() >= 4 && bytes.getShort(0) == (short) 0xFFD8) {
      return jpeg(bytes);
    }
    return null;
  }

  private static @Nullable ImageHeader png(ByteBuffer bytes) {
    if (bytes.getInt(8) != 13 || bytes.getInt(12) != IHDR) {
      return null;
    }
    long width = Integer.toUnsignedLong(bytes.getInt(16));
    long height = Integer.toUnsignedLong(bytes.getInt(20));
    return width == 0 || height == 0 ? null : new ImageHeader("image/png", width, height);
  }

  /** Walks the segments to the first start-of-frame; every step moves on by at least two bytes. */
  private static @Nullable ImageHeader jpeg(ByteBuffer bytes) {
    int at = 2;
    while (at + 4 <= bytes.limit()) {
      int marker = Short.toUnsignedInt(bytes.getShort(at));
      if (marker == 0xFFFF) {
        at++;
        continue;
      }
      int length = Short.toUnsignedInt(bytes.getShort(at + 2));
      if (marker < 0xFFC0 || length < 2) {
        return null;
      }
      boolean frame = marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
      if (frame) {
        if (at + 9 > bytes.limit()) {
          return null;
        }
        int height = Short.toUnsignedInt(bytes.getShort(at + 5));
        int width = Short.toUnsignedInt(bytes.getShort(at + 7));
        return width == 0 || height == 0 ? null : new ImageHeader("image/jpeg", width, height);
      }
      at += 2 + length;
    }
    return null;
  }
}
