package dev.afterglow.codec.facemotion3d;

import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.StreamCutter;
import dev.afterglow.codec.facetext.FaceTextDecoder;
import dev.afterglow.codec.facetext.PositionUnit;

/**
 * Facemotion3d over UDP or, cut by {@link #tcpCutter()}, over TCP. Notes name the UDP port 49993, a
 * receiver in use listens on 49983: listen on both.
 *
 * <p>Its own shapes ({@code FM_SAD}, {@code FM_VF} and the like) have no place among ARKit's and
 * are passed over. The ending over TCP is that of public receivers.
 */
public final class FaceMotion3dDecoder extends FaceTextDecoder {
  /** What ends a frame over TCP. */
  static final String ENDING = "___FACEMOTION3D";

  private static final int LONGEST_FRAME_BYTES = 8_192;

  /** A decoder that has seen nothing. */
  public FaceMotion3dDecoder(PositionUnit unit) {
    super(Protocol.FACEMOTION3D, unit, ENDING);
  }

  /** Cuts what a phone sends over TCP into datagrams for the decoder. */
  public static StreamCutter tcpCutter() {
    return new StreamCutter(ENDING, LONGEST_FRAME_BYTES);
  }
}
