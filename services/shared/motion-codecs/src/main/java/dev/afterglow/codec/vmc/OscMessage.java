package dev.afterglow.codec.vmc;

import dev.afterglow.codec.RejectReason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One OSC 1.0 message, read in place: an address, type tags, arguments; text ends with a NUL and is
 * padded to four bytes, numbers are big-endian. The first fault stays, as in {@link
 * dev.afterglow.codec.PacketReader}.
 */
final class OscMessage {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ByteBuffer bytes = NOTHING;
  private int end;
  private int addressFrom;
  private int addressTo;
  private int tag;
  private int tagsTo;
  private int argument;
  private int textFrom;
  private int textTo;
  private @Nullable RejectReason fault;

  /** Stands before the first argument of the message in those bytes. */
  void over(ByteBuffer packet, int from, int to) {
    bytes = packet;
    end = to;
    fault = null;
    addressFrom = from;
    addressTo = textEnd(from);
    tag = afterText(addressTo);
    if (fault != null || addressTo == from || packet.get(from) != '/') {
      fail(RejectReason.MALFORMED);
      return;
    }
    if (tag == to) {
      // Old senders leave the tags out; without them nobody can tell the arguments.
      tagsTo = tag;
      return;
    }
    if (packet.get(tag) != ',') {
      fail(RejectReason.MALFORMED);
      return;
    }
    tagsTo = textEnd(tag);
    argument = afterText(tagsTo);
    tag++;
  }

  void release() {
    bytes = NOTHING;
  }

  @Nullable RejectReason fault() {
    return fault;
  }

  int addressFrom() {
    return addressFrom;
  }

  int addressTo() {
    return addressTo;
  }

  /** Whether an argument is left. */
  boolean hasMore() {
    return fault == null && tag < tagsTo;
  }

  /** Reads a text argument; its bounds are then {@link #textFrom} and {@link #textTo}. */
  void text() {
    if (nextTag() != 's') {
      fail(RejectReason.MALFORMED);
      return;
    }
    textFrom = argument;
    textTo = textEnd(argument);
    argument = afterText(textTo);
  }

  int textFrom() {
    return textFrom;
  }

  int textTo() {
    return textTo;
  }

  /** Reads a number, whichever of OSC's number types it has; NaN and infinities are a fault. */
  float number() {
    double value =
        switch (nextTag()) {
          case 'f' -> take(4) ? bytes.getFloat(argument - 4) : 0;
          case 'i' -> take(4) ? bytes.getInt(argument - 4) : 0;
          case 'd' -> take(8) ? bytes.getDouble(argument - 8) : 0;
          default -> {
            fail(RejectReason.MALFORMED);
            yield 0;
          }
        };
    if (!Float.isFinite((float) value)) {
      fail(RejectReason.NOT_FINITE);
      return 0;
    }
    return (float) value;
  }

  void fail(RejectReason reason) {
    if (fault == null) {
      fault = reason;
    }
  }

  private char nextTag() {
    return hasMore() ? (char) bytes.get(tag++) : 0;
  }

  private boolean take(int count) {
    if (fault != null || argument + count > end) {
      fail(RejectReason.TRUNCATED);
      return false;
    }
    argument += count;
    return true;
  }

  private int textEnd(int from) {
    int at = from;
    while (at < end && bytes.get(at) != 0) {
      at++;
    }
    if (at >= end) {
      fail(RejectReason.TRUNCATED);
      return end;
    }
    return at;
  }

  /** Where the next part begins: a text has one NUL at least and is padded to four bytes. */
  private int afterText(int textEnd) {
    int after = addressFrom + ((textEnd - addressFrom) / 4 + 1) * 4;
    if (fault == null && after > end) {
      fail(RejectReason.TRUNCATED);
    }
    return Math.min(after, end);
  }
}
