package dev.afterglow.codec.ifacialmocap;

import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.StreamCutter;
import dev.afterglow.codec.facetext.FaceTextDecoder;
import dev.afterglow.codec.facetext.PositionUnit;

/**
 * iFacialMocap, versions 1 and 2 of its data, over UDP (usually port 49983) or, cut by {@link
 * #tcpCutter()}, over TCP. Phones with a destination set push without being asked.
 */
public final class IFacialMocapDecoder extends FaceTextDecoder {
  /** What ends a frame over TCP; some senders put it into their datagrams as well. */
  static final String ENDING = "___iFacialMocap";

  private static final int LONGEST_FRAME_BYTES = 8_192;

  /** A decoder that has seen nothing. */
  public IFacialMocapDecoder(PositionUnit unit) {
    super(Protocol.IFACIALMOCAP, unit, ENDING);
  }

  /** Cuts what a phone sends over TCP into datagrams for the decoder. */
  public static StreamCutter tcpCutter() {
    return new StreamCutter(ENDING, LONGEST_FRAME_BYTES);
  }
}
