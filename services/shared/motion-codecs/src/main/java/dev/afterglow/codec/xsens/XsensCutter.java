package dev.afterglow.codec.xsens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts MVN's TCP stream into datagrams for the decoder, by the payload's size in each header;
 * senders before MVN 2019 leave it zero and cannot be cut. Holds at most one datagram. What is no
 * header is passed over up to the next one.
 */
public final class XsensCutter {
  private static final byte[] BEGIN = "MXTP".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 24;
  private static final int PAYLOAD_AT = 22;
  private static final int LONGEST_BYTES = 8_192;

  private final ByteBuffer held = ByteBuffer.allocate(LONGEST_BYTES);
  private int wanted = HEADER_BYTES;
  private long passedOver;

  /** A cutter at the start of a stream. */
  public XsensCutter() {}

  /**
   * Takes the next bytes of the stream.
   *
   * @param datagrams takes each datagram; the buffer is good during the call only
   */
  public void feed(ByteBuffer chunk, Consumer<ByteBuffer> datagrams) {
    while (chunk.hasRemaining()) {
      held.put(chunk.get());
      if (held.position() == wanted) {
        arrive(datagrams);
      }
    }
  }

  /** How many bytes belonged to no datagram. */
  public long passedOver() {
    return passedOver;
  }

  private void arrive(Consumer<ByteBuffer> datagrams) {
    if (wanted > HEADER_BYTES) {
      datagrams.accept(held.duplicate().flip().slice());
      held.clear();
      wanted = HEADER_BYTES;
      return;
    }
    int payload = held.getShort(PAYLOAD_AT) & 0xFFFF;
    if (begins(0) && payload > 0 && payload <= LONGEST_BYTES - HEADER_BYTES) {
      wanted = HEADER_BYTES + payload;
    } else {
      seek();
    }
  }

  /** Moves on to the next place where a header may begin. */
  private void seek() {
    int at = 1;
    int end = held.position();
    while (at < end && !begins(at)) {
      at++;
    }
    passedOver += at;
    held.limit(end).position(at);
    held.compact();
  }

  /** Whether the bytes held from that index on are a header's, as far as they go. */
  private boolean begins(int from) {
    int length = Math.min(BEGIN.length, held.position() - from);
    for (int i = 0; i < length; i++) {
      if (held.get(from + i) != BEGIN[i]) {
        return false;
      }
    }
    return true;
  }
}
