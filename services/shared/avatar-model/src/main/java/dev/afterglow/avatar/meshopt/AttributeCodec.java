package dev.afterglow.avatar.meshopt;

/**
 * Mode 0 of the extension: vertex attributes as differences from vertex to vertex, each byte of an
 * element by itself, in groups of 16 of which each says how many bits it takes.
 *
 * <pre>
 *   A0 | blocks of at most 256 elements and 8192 bytes | padding | first element
 * </pre>
 */
final class AttributeCodec {
  private static final int HEADER = 0xa0;
  private static final int GROUP = 16;
  private static final int BLOCK_BYTES = 8192;
  private static final int BLOCK_ELEMENTS = 256;
  private static final int LEAST_TAIL = 32;

  private final byte[] in;
  private int at = 1;

  private AttributeCodec(byte[] in) {
    this.in = in;
  }

  static void decode(byte[] in, byte[] out, int count, int stride) {
    int tail = Math.max(stride, LEAST_TAIL);
    if (in.length < 1 + tail || (in[0] & 0xff) != HEADER) {
      throw new IllegalArgumentException("no attributes of version 0");
    }
    AttributeCodec codec = new AttributeCodec(in);
    byte[] last = new byte[stride];
    System.arraycopy(in, in.length - stride, last, 0, stride);
    int most = Math.min((BLOCK_BYTES / stride) & -GROUP, BLOCK_ELEMENTS);
    byte[] deltas = new byte[BLOCK_ELEMENTS];
    for (int first = 0; first < count; first += most) {
      int size = Math.min(most, count - first);
      for (int k = 0; k < stride; k++) {
        codec.groups(deltas, size);
        int value = last[k];
        for (int i = 0; i < size; i++) {
          int delta = deltas[i] & 0xff;
          value += -(delta & 1) ^ (delta >> 1);
          out[(first + i) * stride + k] = (byte) value;
        }
        last[k] = (byte) value;
      }
      if (codec.at > in.length - tail) {
        throw new IllegalArgumentException("attributes run into their tail");
      }
    }
    if (codec.at != in.length - tail) {
      throw new IllegalArgumentException("bytes are left over after the attributes");
    }
  }

  private void groups(byte[] deltas, int size) {
    int groups = (size + GROUP - 1) / GROUP;
    int header = at;
    at += (groups + 3) / 4;
    for (int g = 0; g < groups; g++) {
      int bits = (in[header + g / 4] >> (g % 4 * 2)) & 3;
      switch (bits) {
        case 0 -> java.util.Arrays.fill(deltas, g * GROUP, (g + 1) * GROUP, (byte) 0);
        case 1 -> packed(deltas, g * GROUP, 2);
        case 2 -> packed(deltas, g * GROUP, 4);
        default -> {
          System.arraycopy(in, at, deltas, g * GROUP, GROUP);
          at += GROUP;
        }
      }
    }
  }

  /** Few bits each, first value in the highest; all ones mean a whole byte further on. */
  private void packed(byte[] deltas, int to, int bits) {
    int whole = (1 << bits) - 1;
    int from = at;
    at += GROUP * bits / 8;
    for (int i = 0; i < GROUP; i++) {
      int shift = 8 - bits - (i * bits) % 8;
      int value = (in[from + i * bits / 8] >> shift) & whole;
      deltas[to + i] = value == whole ? in[at++] : (byte) value;
    }
  }
}
