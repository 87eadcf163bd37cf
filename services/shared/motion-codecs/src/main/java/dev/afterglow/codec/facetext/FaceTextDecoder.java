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
import java.util.Arrays;
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
  private final byte[] bytes = new byte[LONGEST_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
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
    // One copy, because each byte is looked at several times.
    int length = datagram.remaining();
    datagram.get(bytes, 0, length);
    RejectReason fault = text.read(buffer, 0, withoutEnding(length));
    if (fault != null) {
      return Outcome.rejected(fault);
    }
    boolean repeated = Arrays.equals(bytes, 0, length, last, 0, lastLength);
    System.arraycopy(bytes, 0, last, 0, length);
    lastLength = length;
    if (!text.tracked()) {
      return Outcome.ignored(IgnoreReason.NOT_TRACKED);
    }
    if (repeated) {
      return Outcome.ignored(IgnoreReason.REPEATED);
    }
    sink.accept(SourceFrame.of(new MotionFrame(arrivalUs, text.weights(), text.head(), Map.of())));
    return Outcome.accepted(1);
  }

  private int withoutEnding(int length) {
    int to = length - ending.length;
    boolean ended = to >= 0 && Arrays.equals(bytes, to, length, ending, 0, ending.length);
    return ended ? to : length;
  }
}
