package dev.afterglow.codec;

import java.nio.ByteBuffer;

/** What all decoders share: the bounds on a datagram's length, and the count of what came of it. */
public abstract non-sealed class CountingDecoder implements MotionDecoder {
  private final Protocol protocol;
  private final int longestBytes;
  private final DecodeTally tally = new DecodeTally();

  /**
   * A decoder that has seen nothing.
   *
   * @param longestBytes datagrams above this are refused unread
   */
  protected CountingDecoder(Protocol protocol, int longestBytes) {
    this.protocol = protocol;
    this.longestBytes = longestBytes;
  }

  @Override
  public final Protocol protocol() {
    return protocol;
  }

  @Override
  public final Outcome decode(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    Outcome outcome = measured(datagram, arrivalUs, sink);
    tally.count(outcome);
    return outcome;
  }

  @Override
  public final DecodeTally tally() {
    return tally;
  }

  /**
   * Decodes a datagram of 1 to {@code longestBytes} bytes under the promises of {@link
   * MotionDecoder#decode}. Must change no state and feed no frame before the whole datagram has
   * been found good.
   */
  protected abstract Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink);

  private Outcome measured(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    if (!datagram.hasRemaining()) {
      return Outcome.rejected(RejectReason.EMPTY);
    }
    if (datagram.remaining() > longestBytes) {
      return Outcome.rejected(RejectReason.TOO_LONG);
    }
    return read(datagram, arrivalUs, sink);
  }
}
