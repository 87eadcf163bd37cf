package dev.afterglow.avatar.picture;

import java.nio.ByteBuffer;

/** A canonical Huffman code of at most 16 bits, by ITU-T T.81, annexes C and F.2.2.3. */
final class HuffmanTable {
  /** Without a code, where a scan needs none. */
  static final HuffmanTable NONE = new HuffmanTable();

  private static final int LONGEST = 16;

  private final int[] firstCode = new int[LONGEST + 1];
  private final int[] firstValue = new int[LONGEST + 1];
  private final int[] counts = new int[LONGEST + 1];
  private final byte[] values;

  private HuffmanTable() {
    values = new byte[0];
  }

  /**
   * Reads 16 counts and as many values as they say.
   *
   * @param end where the segment ends
   */
  HuffmanTable(ByteBuffer bytes, int at, int end) throws PictureFault {
    if (at + LONGEST > end) {
      throw new PictureFault("a code table is cut off");
    }
    int code = 0;
    int total = 0;
    for (int length = 1; length <= LONGEST; length++) {
      counts[length] = Byte.toUnsignedInt(bytes.get(at + length - 1));
      firstCode[length] = code;
      firstValue[length] = total;
      total += counts[length];
      code += counts[length];
      // No code is all ones.
      if (code >= 1 << length) {
        throw new PictureFault("a code table cannot be");
      }
      code <<= 1;
    }
    if (total > 256 || at + LONGEST + total > end) {
      throw new PictureFault("a code table cannot be");
    }
    values = new byte[total];
    bytes.get(at + LONGEST, values);
  }

  /** The largest value that it codes; -1 where it codes none. */
  int most() {
    int most = -1;
    for (byte value : values) {
      most = Math.max(most, Byte.toUnsignedInt(value));
    }
    return most;
  }

  /** Bytes that the table takes in its segment. */
  int bytes() {
    return LONGEST + values.length;
  }

  /** The next value of a scan, 0 to 255. */
  int next(EntropyBits bits) throws PictureFault {
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = code << 1 | bits.bit();
      int place = code - firstCode[length];
      if (place < counts[length]) {
        return Byte.toUnsignedInt(values[firstValue[length] + place]);
      }
    }
    throw new PictureFault("its data hold an unknown code");
  }
}
