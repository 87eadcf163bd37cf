package dev.afterglow.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads a binary datagram front to back without ever throwing. The first thing that goes wrong
 * stays: from then on every read gives 0, and {@link #fault()} tells what it was. So a decoder
 * reads a whole structure and asks once.
 *
 * <p>One reader serves a decoder for all its datagrams.
 */
public final class PacketReader {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ByteBuffer bytes = NOTHING;
  private int at;
  private int end;
  private @Nullable RejectReason fault;

  /** Starts at the datagram's position; sets its byte order. */
  public PacketReader over(ByteBuffer datagram, ByteOrder order) {
    bytes = datagram;
    bytes.order(order);
    at = datagram.position();
    end = datagram.limit();
    fault = null;
    return this;
  }

  /** Lets go of the datagram. */
  public void release() {
    bytes = NOTHING;
    at = 0;
    end = 0;
  }

  /** What went wrong first, or null. */
  public @Nullable RejectReason fault() {
    return fault;
  }

  /** Whether nothing went wrong so far. */
  public boolean good() {
    return fault == null;
  }

  /** Notes a fault that the caller found, unless there is an earlier one. */
  public void fail(RejectReason reason) {
    if (fault == null) {
      fault = reason;
    }
  }

  /** Bytes not read yet. */
  public int remaining() {
    return end - at;
  }

  /** The index of the next byte in the buffer. */
  public int at() {
    return at;
  }

  /** The next byte, 0 to 255. */
  public int u8() {
    return take(1) ? bytes.get(at - 1) & 0xFF : 0;
  }

  /** The next two bytes, 0 to 65,535. */
  public int u16() {
    return take(2) ? bytes.getShort(at - 2) & 0xFFFF : 0;
  }

  /** The next four bytes, signed. */
  public int i32() {
    return take(4) ? bytes.getInt(at - 4) : 0;
  }

  /** The next four bytes, 0 to 2^32 - 1. */
  public long u32() {
    return i32() & 0xFFFF_FFFFL;
  }

  /** The next four bytes as a number; NaN and infinities are a fault. */
  public float f32() {
    float value = take(4) ? bytes.getFloat(at - 4) : 0;
    return Float.isFinite(value) ? value : (float) unfinite();
  }

  /** The next eight bytes as a number; NaN and infinities are a fault. */
  public double f64() {
    double value = take(8) ? bytes.getDouble(at - 8) : 0;
    return Double.isFinite(value) ? value : unfinite();
  }

  /** Passes over bytes. */
  public void skip(int count) {
    if (count < 0) {
      fail(RejectReason.MALFORMED);
    } else {
      take(count);
    }
  }

  /** Whether the next bytes are this ASCII text; passes over it if so. */
  public boolean startsWith(String ascii) {
    if (fault != null || remaining() < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes.get(at + i) != ascii.charAt(i)) {
        return false;
      }
    }
    at += ascii.length();
    return true;
  }

  private double unfinite() {
    fail(RejectReason.NOT_FINITE);
    return 0;
  }

  private boolean take(int count) {
    if (fault != null) {
      return false;
    }
    if (count > remaining()) {
      fault = RejectReason.TRUNCATED;
      return false;
    }
    at += count;
    return true;
  }
}
