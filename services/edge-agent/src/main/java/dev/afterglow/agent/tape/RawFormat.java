package dev.afterglow.agent.tape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of a raw tape, version 1. Numbers are big-endian.
 *
 * <pre>
 *   header  "AGLOWTAP", version u8 = 1, tracks u8,
 *           tracks x (length u8, kind in ASCII, port u16),
 *           link 16 bytes
 *   record  type u8 = 1, track u8, time u64 (microseconds), length u32, datagram, link 16 bytes
 *   end     type u8 = 2, track u8 = 0, time u64, length u32 = 8, number of records u64, link
 * </pre>
 *
 * <p>A link is the first 16 bytes of a SHA-256: in the header of all bytes before it, then of the
 * whole SHA-256 before and all bytes of the record before the link. So a record vouches for the
 * whole tape up to itself, and a tape without its end was cut off.
 */
final class RawFormat {
  static final byte[] MAGIC = "AGLOWTAP".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final int DATAGRAM = 1;
  static final int END = 2;
  static final int HEAD_BYTES = 14;
  static final int LINK_BYTES = 16;
  static final int END_BYTES = Long.BYTES;
  static final int MOST_TRACKS = 32;
  static final int LONGEST_DATAGRAM_BYTES = 65_535;

  private RawFormat() {}

  /** The bytes of a header before its link. */
  static byte[] header(List<TapeTrack> tracks) {
    if (tracks.isEmpty() || tracks.size() > MOST_TRACKS) {
      throw new IllegalArgumentException("a tape has 1 to 32 tracks");
    }
    ByteBuffer out = ByteBuffer.allocate(MAGIC.length + 2 + tracks.size() * 64);
    out.put(MAGIC).put((byte) VERSION).put((byte) tracks.size());
    for (TapeTrack track : tracks) {
      byte[] key = track.kind().key().getBytes(StandardCharsets.US_ASCII);
      out.put((byte) key.length).put(key).putShort((short) track.port());
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** The head of a record. */
  static byte[] head(int type, int track, long timeUs, int length) {
    return ByteBuffer.allocate(HEAD_BYTES)
        .put((byte) type)
        .put((byte) track)
        .putLong(timeUs)
        .putInt(length)
        .array();
  }

  /** The SHA-256 of some parts, one after the other. */
  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
