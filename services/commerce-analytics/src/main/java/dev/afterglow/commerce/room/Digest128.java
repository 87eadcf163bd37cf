package dev.afterglow.commerce.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of a SHA-256. Enough that no two of a room's ids meet, and nobody can make
 * them meet on purpose.
 */
public record Digest128(long high, long low) implements Comparable<Digest128> {
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Digest128::newDigest);

  /** Of two texts; the first one's length goes in, so ("a", "bc") is not ("ab", "c"). */
  public static Digest128 of(String first, String second) {
    byte[] head = first.getBytes(StandardCharsets.UTF_8);
    byte[] tail = second.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + head.length + tail.length);
    return of(bytes.putInt(head.length).put(head).put(tail).array());
  }

  /** Of bytes. */
  public static Digest128 of(byte[] bytes) {
    ByteBuffer digest = ByteBuffer.wrap(SHA_256.get().digest(bytes));
    return new Digest128(digest.getLong(), digest.getLong());
  }

  @Override
  public int compareTo(Digest128 other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
