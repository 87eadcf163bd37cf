package dev.afterglow.codec;

import java.nio.ByteBuffer;

/**
 * Turns the datagrams of one sender into frames. Sealed, so that every decoder measures and counts
 * alike; a protocol extends {@link CountingDecoder}.
 *
 * <p>Not for more than one thread at a time, except {@link #tally()}.
 */
public sealed interface MotionDecoder permits CountingDecoder {

  /** What it decodes. */
  Protocol protocol();

  /**
   * Decodes one datagram. Throws on no input, whatever its bytes; what {@code sink} throws passes
   * through.
   *
   * @param datagram the datagram from its position to its limit. Position and byte order are the
   *     decoder's to change; it keeps no reference
   * @param arrivalUs when it arrived, microseconds on the listener's clock
   * @param sink takes the frames that the datagram completes
   */
  Outcome decode(ByteBuffer datagram, long arrivalUs, FrameSink sink);

  /** What has come so far; may be read from any thread. */
  DecodeTally tally();
}
