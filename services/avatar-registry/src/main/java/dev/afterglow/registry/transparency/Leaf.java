package dev.afterglow.registry.transparency;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * An entry of the log. It names nobody: the thing by a salted tag, what happened by a salted
 * commitment.
 *
 * <p>Its bytes are CBOR (RFC 8949) in the one form that section 4.2.1 calls deterministic, a map of
 * five: {@code {1: 1, 2: kind, 3: microseconds since 1970, 4: tag, 5: commitment}}.
 *
 * @param kind what happened
 * @param time when, on the registry's clock, to the microsecond; 1970 or later
 * @param tag 16 bytes that all entries about one thing share
 * @param commitment 32 bytes, see {@link Commitments}
 */
public record Leaf(Kind kind, Instant time, byte[] tag, byte[] commitment) {
  /** How many bytes a tag has. */
  public static final int TAG_BYTES = 16;

  private static final int FORM = 1;
  private static final int UNSIGNED = 0x00;
  private static final int BYTES = 0x40;
  private static final int TEXT = 0x60;
  private static final int MAP = 0xA0;

  /** Checks and copies. */
  public Leaf {
    if (tag.length != TAG_BYTES
        || commitment.length != Hash.BYTES
        || time.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("a leaf has a tag, a commitment and a time since 1970");
    }
    time = time.truncatedTo(ChronoUnit.MICROS);
    tag = tag.clone();
    commitment = commitment.clone();
  }

  /** The bytes that are hashed. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    head(out, MAP, 5);
    head(out, UNSIGNED, 1);
    head(out, UNSIGNED, FORM);
    head(out, UNSIGNED, 2);
    put(out, TEXT, kind.word().getBytes(StandardCharsets.US_ASCII));
    head(out, UNSIGNED, 3);
    head(out, UNSIGNED, ChronoUnit.MICROS.between(Instant.EPOCH, time));
    head(out, UNSIGNED, 4);
    put(out, BYTES, tag);
    head(out, UNSIGNED, 5);
    put(out, BYTES, commitment);
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int major, byte[] bytes) {
    head(out, major, bytes.length);
    out.writeBytes(bytes);
  }

  private static void head(ByteArrayOutputStream out, int major, long value) {
    if (value < 24) {
      out.write((int) (major | value));
    } else if (value < 0x100) {
      out.write(major | 24);
      out.write((int) value);
    } else if (value < 0x1_0000) {
      out.write(major | 25);
      out.write((int) (value >> 8));
      out.write((int) value);
    } else if (value < 0x1_0000_0000L) {
      out.write(major | 26);
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) value).array());
    } else {
      out.write(major | 27);
      out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
    }
  }

  /**
   * Reads an entry. Only what {@link #bytes} would write is accepted.
   *
   * @throws IllegalArgumentException where it is no leaf
   */
  public static Leaf read(byte[] entry) {
    Reading in = new Reading(entry);
    in.expect(in.head(MAP) == 5);
    in.expect(in.head(UNSIGNED) == 1);
    in.expect(in.head(UNSIGNED) == FORM);
    in.expect(in.head(UNSIGNED) == 2);
    String word = new String(in.string(TEXT), StandardCharsets.US_ASCII);
    Kind kind =
        Kind.of(word).orElseThrow(() -> new IllegalArgumentException("a leaf of no known kind"));
    in.expect(in.head(UNSIGNED) == 3);
    Instant time = Instant.EPOCH.plus(in.head(UNSIGNED), ChronoUnit.MICROS);
    in.expect(in.head(UNSIGNED) == 4);
    byte[] tag = in.string(BYTES);
    in.expect(in.head(UNSIGNED) == 5);
    Leaf leaf = new Leaf(kind, time, tag, in.string(BYTES));
    in.expect(Arrays.equals(leaf.bytes(), entry));
    return leaf;
  }

  private static final class Reading {
    private final ByteBuffer in;

    Reading(byte[] entry) {
      this.in = ByteBuffer.wrap(entry);
    }

    void expect(boolean fine) {
      if (!fine) {
        throw new IllegalArgumentException("an entry that is no leaf");
      }
    }

    long head(int major) {
      expect(in.hasRemaining());
      int first = in.get() & 0xFF;
      expect((first & 0xE0) == major);
      int small = first & 0x1F;
      if (small < 24) {
        return small;
      }
      expect(small < 28 && in.remaining() >= 1 << (small - 24));
      long value =
          switch (small) {
            case 24 -> in.get() & 0xFF;
            case 25 -> in.getShort() & 0xFFFF;
            case 26 -> in.getInt() & 0xFFFF_FFFFL;
            default -> in.getLong();
          };
      expect(value >= 0);
      return value;
    }

    byte[] string(int major) {
      long length = head(major);
      expect(length <= in.remaining());
      byte[] bytes = new byte[(int) length];
      in.get(bytes);
      return bytes;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Leaf that && Arrays.equals(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  @Override
  public String toString() {
    return "Leaf[" + kind.word() + " " + time + "]";
  }
}
