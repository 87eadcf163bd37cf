package dev.afterglow.codec.axisneuron;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The 64 little-endian bytes before a frame's numbers:
 *
 * <pre>{@code
 * u16 0xDDFF, 4 bytes of version, u16 count, u8 displacement, u8 reference, u32 avatar,
 * 32 characters of name, u32 frame, 3 x u32, u16 0xEEFF
 * }</pre>
 *
 * <p>Older programs write the count as u32, which moves what follows by two bytes. Their place for
 * the frame's number is not settled, so it is not read. The avatar's name is not read either.
 *
 * @param floats how many numbers follow
 * @param displacement whether each bone has a position before its angles
 * @param reference whether six numbers of a reference stand before the bones
 * @param avatar which of the figures it is
 * @param sequence the frame's number
 */
record BvhHeader(
    int floats, boolean displacement, boolean reference, int avatar, OptionalLong sequence) {
  static final int BYTES = 64;

  private static final int BEGIN = 0xDDFF;
  private static final int END = 0xEEFF;
  private static final int END_AT = 62;
  private static final int COUNT_AT = 6;
  private static final int FRAME_AT = 46;
  private static final int OLD_SHIFT = 2;

  /** Whether the header's first two bytes stand at that index; they must be in the buffer. */
  static boolean begins(ByteBuffer littleEndian, int at) {
    return (littleEndian.getShort(at) & 0xFFFF) == BEGIN;
  }

  /** The header at that index, of which all bytes are there; null when it is none. */
  static @Nullable BvhHeader read(ByteBuffer littleEndian, int at) {
    if (!begins(littleEndian, at) || (littleEndian.getShort(at + END_AT) & 0xFFFF) != END) {
      return null;
    }
    int count = littleEndian.getShort(at + COUNT_AT) & 0xFFFF;
    BvhHeader header =
        read(
            littleEndian,
            at + COUNT_AT + Short.BYTES,
            count,
            OptionalLong.of(littleEndian.getInt(at + FRAME_AT) & 0xFFFF_FFFFL));
    if (header == null && littleEndian.getInt(at + COUNT_AT) == count) {
      return read(
          littleEndian, at + COUNT_AT + Short.BYTES + OLD_SHIFT, count, OptionalLong.empty());
    }
    return header;
  }

  /** Flags and avatar from that index on; null when they do not agree with the count. */
  private static @Nullable BvhHeader read(
      ByteBuffer bytes, int flags, int count, OptionalLong sequence) {
    boolean displacement = bytes.get(flags) == 1;
    boolean reference = bytes.get(flags + 1) == 1;
    boolean plain = (bytes.get(flags) | bytes.get(flags + 1)) >>> 1 == 0;
    if (!plain || count != NeuronBones.floats(displacement, reference)) {
      return null;
    }
    return new BvhHeader(count, displacement, reference, bytes.getInt(flags + 2), sequence);
  }
}
