package dev.afterglow.codec.vmc;

import dev.afterglow.codec.RejectReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of an OSC packet are: the packet is one message, or a bundle (the text {@code
 * #bundle}, eight bytes of time, then sizes and elements, which may be bundles again).
 */
final class OscPacket {
  // A VMC frame has about 110 messages; a datagram has room for little over 4,000 of the shortest.
  private static final int MOST_MESSAGES = 2_048;
  private static final int DEEPEST = 4;
  private static final int BUNDLE_HEAD_BYTES = 16;
  private static final long BUNDLE = 0x2362756e646c6500L;

  private final int[] from = new int[MOST_MESSAGES];
  private final int[] to = new int[MOST_MESSAGES];
  private int count;

  /**
   * Finds the messages of a packet from its position to its limit; gives what is wrong, or null.
   */
  @Nullable RejectReason split(ByteBuffer packet) {
    packet.order(ByteOrder.BIG_ENDIAN);
    count = 0;
    if (packet.remaining() % 4 != 0) {
      return RejectReason.WRONG_LENGTH;
    }
    return element(packet, packet.position(), packet.limit(), 0);
  }

  int count() {
    return count;
  }

  int from(int message) {
    return from[message];
  }

  int to(int message) {
    return to[message];
  }

  private @Nullable RejectReason element(ByteBuffer packet, int start, int end, int depth) {
    if (packet.get(start) == '/') {
      if (count == MOST_MESSAGES) {
        return RejectReason.TOO_MANY;
      }
      from[count] = start;
      to[count++] = end;
      return null;
    }
    if (end - start < BUNDLE_HEAD_BYTES || packet.getLong(start) != BUNDLE) {
      return RejectReason.NOT_THIS_PROTOCOL;
    }
    return depth == DEEPEST ? RejectReason.TOO_MANY : elements(packet, start, end, depth);
  }

  private @Nullable RejectReason elements(ByteBuffer packet, int start, int end, int depth) {
    int at = start + BUNDLE_HEAD_BYTES;
    while (at < end) {
      int size = end - at < 4 ? -1 : packet.getInt(at);
      if (size > end - at - 4) {
        return RejectReason.TRUNCATED;
      }
      if (size <= 0 || size % 4 != 0) {
        return RejectReason.MALFORMED;
      }
      RejectReason fault = element(packet, at + 4, at + 4 + size, depth + 1);
      if (fault != null) {
        return fault;
      }
      at += 4 + size;
    }
    return null;
  }
}
