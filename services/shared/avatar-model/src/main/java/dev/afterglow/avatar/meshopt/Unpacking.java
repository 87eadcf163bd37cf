package dev.afterglow.avatar.meshopt;

import java.nio.ByteBuffer;

/**
 * Unpacks one buffer view. The work is linear in the packed and the unpacked bytes, the memory is
 * the unpacked bytes; the caller bounds {@link Packed#bytes} first.
 */
public final class Unpacking {
  private Unpacking() {}

  /**
   * The view's bytes, little-endian.
   *
   * @param source all packed bytes from position to limit
   * @throws IllegalArgumentException when the bytes are not what {@code packed} says
   */
  public static byte[] unpack(Packed packed, ByteBuffer source) {
    byte[] in = new byte[source.remaining()];
    source.duplicate().get(in);
    byte[] out = new byte[Math.toIntExact(packed.bytes())];
    try {
      switch (packed.mode()) {
        case ATTRIBUTES -> AttributeCodec.decode(in, out, packed.count(), packed.stride());
        case TRIANGLES -> new TriangleCodec(in, out, packed.count(), packed.stride()).decode();
        case INDICES -> IndexCodec.decode(in, out, packed.count(), packed.stride());
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the packed bytes end too early", e);
    }
    Filters.apply(packed.filter(), out, packed.count(), packed.stride());
    return out;
  }
}
