package dev.afterglow.avatar.meshopt;

/** Mode 2 of the extension: indices as differences from one of two running values. */
final class IndexCodec {
  private static final int HEADER = 0xd1;
  private static final int TAIL = 4;
  private static final int LONGEST_NUMBER = 5;

  private IndexCodec() {}

  static void decode(byte[] in, byte[] out, int count, int stride) {
    if (in.length < 1 + TAIL || (in[0] & 0xff) != HEADER) {
      throw new IllegalArgumentException("no indices of version 1");
    }
    int[] at = {1};
    int[] last = new int[2];
    for (int i = 0; i < count; i++) {
      int code = number(in, at);
      int line = code & 1;
      last[line] += signed(code >>> 1);
      put(out, i, stride, last[line]);
    }
    if (at[0] != in.length - TAIL) {
      throw new IllegalArgumentException("bytes are left over after the indices");
    }
  }

  /** Seven bits a byte, lowest first; the highest bit says that more follow. */
  static int number(byte[] in, int[] at) {
    int value = 0;
    for (int k = 0; k < LONGEST_NUMBER; k++) {
      int next = in[at[0]++];
      value |= (next & 0x7f) << (7 * k);
      if (next >= 0) {
        break;
      }
    }
    return value;
  }

  /** The sign is in the lowest bit. */
  static int signed(int value) {
    return (value >>> 1) ^ -(value & 1);
  }

  static void put(byte[] out, int place, int stride, int index) {
    for (int k = 0; k < stride; k++) {
      out[place * stride + k] = (byte) (index >> (8 * k));
    }
  }
}
