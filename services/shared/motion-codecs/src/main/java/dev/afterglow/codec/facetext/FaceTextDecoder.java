package dev.afterglow.codec.facetext;

import dev.afterglow.codec.CountingDecoder;
import dev.afterglow.codec.FrameSink;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.drive.MotionFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A decoder of {@link FaceText} packets, a frame each.
 *
 * <p>A packet that equals the one before it to the byte means that the app has lost the face and
 * goes on sending what it had last: receivers read it so, and a live face never holds still to six
 * digits.
 */
public abstract class FaceTextDecoder extends CountingDecoder {
  private static final int LONGEST_BYTES = 8_192;

  private final FaceText text;
  private final byte[] ending;
  private final byte[] last = new byte[LONGEST_BYTES];
  private int lastLength;

  /**
   * A decoder that has seen nothing.
   *
   * @param ending the ASCII text that the app may put after a packet
   */
  protected FaceTextDecoder(Protocol protocol, PositionUnit unit, String ending) {
    super(protocol, LONGEST_BYTES);
    this.text = new FaceText(unit);
    this.ending = ending.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  protected final Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    int from = datagram.position();
    int to = withoutEnding(datagram);
    RejectReason fault = text.read(datagram, from, to);
    if (fault != null) {
      return Outcome.rejected(fault);
    }
    boolean repeated = repeats(datagram);
    lastLength = datagram.remaining();
    datagram.get(last, 0, lastLength);
    if (!text.tracked()) {
      return Outcome.ignored(IgnoreReason.NOT_TRACKED);
    }
    if (repeated) {
      return Outcome.ignored(IgnoreReason.REPEATED);
    }
    sink.accept(SourceFrame.of(new MotionFrame(arrivalUs, text.weights(), text.head(), Map.of())));
    return Outcome.accepted(1);
  }

  private int withoutEnding(ByteBuffer datagram) {
    int to = datagram.limit();
    if (to - datagram.position() < ending.length) {
      return to;
    }
    for (int i = 0; i < ending.length; i++) {
      if (datagram.get(to - ending.length + i) != ending[i]) {
        return to;
      }
    }
    return to - ending.length;
  }

  private boolean repeats(ByteBuffer datagram) {
    if (datagram.remaining() != lastLength) {
      return false;
    }
    for (int i = 0; i < lastLength; i++) {
      if (datagram.get(datagram.position() + i) != last[i]) {
        return false;
      }
    }
    return true;
  }
}
