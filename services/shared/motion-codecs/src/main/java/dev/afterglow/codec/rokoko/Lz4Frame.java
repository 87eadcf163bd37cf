package dev.afterglow.codec.rokoko;

import dev.afterglow.codec.RejectReason;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks one LZ4 frame as the frame format, version 01, has it: a magic number, flags, checked by
 * a byte of their hash, blocks of a size each, an end mark, and where the flags say so the hash of
 * the content. All numbers are little-endian.
 *
 * <p>Unpacks into one array of its own, whatever size a frame claims. Blocks that lean on earlier
 * ones, dictionaries and skippable frames are not for datagrams and are refused. Pure Java:
 * datagrams come from outside, so no native code sees them.
 */
final class Lz4Frame {
  private static final int MAGIC = 0x184D2204;
  private static final int SHORTEST_BYTES = 4 + 3 + 4;
  private static final int VERSION_BITS = 0xC0;
  private static final int VERSION = 0x40;
  private static final int INDEPENDENT = 0x20;
  private static final int BLOCK_HASH = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_HASH = 0x04;
  private static final int DICTIONARY = 0x01;
  private static final int RAW_BLOCK = 0x8000_0000;
  private static final LZ4SafeDecompressor BLOCKS = LZ4Factory.safeInstance().safeDecompressor();
  private static final XXHash32 HASH = XXHashFactory.safeInstance().hash32();

  private final byte[] content;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int length;

  /** An unpacker of frames with at most that much content. */
  Lz4Frame(int longestContentBytes) {
    content = new byte[longestContentBytes];
  }

  /** Whether the bytes begin like a frame. */
  static boolean begins(byte[] bytes, int length) {
    return length >= Integer.BYTES && i32(bytes, 0) == MAGIC;
  }

  /** What was unpacked last, up to {@link #length()}. */
  byte[] content() {
    return content;
  }

  int length() {
    return length;
  }

  /** Unpacks; gives what is wrong, or null. */
  @Nullable RejectReason unpack(byte[] frame, int frameLength) {
    bytes = frame;
    end = frameLength;
    length = 0;
    if (frameLength < SHORTEST_BYTES) {
      return RejectReason.TRUNCATED;
    }
    int flags = frame[4];
    boolean plain = (flags & INDEPENDENT) != 0 && (flags & DICTIONARY) == 0;
    if ((flags & VERSION_BITS) != VERSION || !plain) {
      return RejectReason.UNKNOWN_VERSION;
    }
    int described = 2 + ((flags & CONTENT_SIZE) != 0 ? Long.BYTES : 0);
    at = 4 + described + 1;
    if (at > end) {
      return RejectReason.TRUNCATED;
    }
    int check = (HASH.hash(frame, 4, described, 0) >>> 8) & 0xFF;
    if (check != (frame[at - 1] & 0xFF)) {
      return RejectReason.MALFORMED;
    }
    RejectReason fault = blocks((flags & BLOCK_HASH) != 0 ? Integer.BYTES : 0);
    return fault == null ? contentCheck((flags & CONTENT_HASH) != 0) : fault;
  }

  private @Nullable RejectReason blocks(int hashBytes) {
    while (end - at >= Integer.BYTES) {
      int head = i32(bytes, at);
      at += Integer.BYTES;
      if (head == 0) {
        return null;
      }
      int size = head & ~RAW_BLOCK;
      if (size > end - at - hashBytes) {
        return RejectReason.TRUNCATED;
      }
      if (hashBytes > 0 && HASH.hash(bytes, at, size, 0) != i32(bytes, at + size)) {
        return RejectReason.MALFORMED;
      }
      RejectReason fault = (head & RAW_BLOCK) != 0 ? copy(size) : decompress(size);
      if (fault != null) {
        return fault;
      }
      at += size + hashBytes;
    }
    return RejectReason.TRUNCATED;
  }

  private @Nullable RejectReason copy(int size) {
    if (size > content.length - length) {
      return RejectReason.TOO_LONG;
    }
    System.arraycopy(bytes, at, content, length, size);
    length += size;
    return null;
  }

  private @Nullable RejectReason decompress(int size) {
    try {
      length += BLOCKS.decompress(bytes, at, size, content, length, content.length - length);
      return null;
    } catch (LZ4Exception e) {
      return RejectReason.MALFORMED;
    }
  }

  private @Nullable RejectReason contentCheck(boolean hashed) {
    if (end - at != (hashed ? Integer.BYTES : 0)) {
      return RejectReason.WRONG_LENGTH;
    }
    return hashed && HASH.hash(content, 0, length, 0) != i32(bytes, at)
        ? RejectReason.MALFORMED
        : null;
  }

  private static int i32(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }
}
