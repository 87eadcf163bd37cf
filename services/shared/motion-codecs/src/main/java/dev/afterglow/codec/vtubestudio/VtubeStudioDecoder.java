package dev.afterglow.codec.vtubestudio;

import dev.afterglow.codec.Axes;
import dev.afterglow.codec.CountingDecoder;
import dev.afterglow.codec.FrameSink;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.json.JsonDatagram;
import dev.afterglow.drive.MotionFrame;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

/**
 * VTube Studio's iPhone app: a JSON object a datagram, sent to the ports that a {@link VtsRequest}
 * names for as long as it asks.
 *
 * <p>Shapes run from 0 to 1 under ARKit's names with a capital, on Android with {@code _L} and
 * {@code _R}. Rotation is in degrees: x pitch, y yaw, z roll. The maker's notes give neither the
 * axes' directions nor the position's unit: the axes are a setting, and the unit is taken to be the
 * centimetre.
 */
public final class VtubeStudioDecoder extends CountingDecoder {
  private static final int LONGEST_BYTES = 16_384;

  private final Axes axes;
  private final byte[] text = new byte[LONGEST_BYTES];

  /** A decoder that has seen nothing. */
  public VtubeStudioDecoder(Axes axes) {
    super(Protocol.VTUBE_STUDIO, LONGEST_BYTES);
    this.axes = axes;
  }

  @Override
  protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    int length = datagram.remaining();
    datagram.get(text, 0, length);
    VtsFrame frame = new VtsFrame();
    RejectReason fault = JsonDatagram.read(text, 0, length, frame::read);
    if (fault != null) {
      return Outcome.rejected(fault);
    }
    if (!frame.complete()) {
      return Outcome.rejected(RejectReason.NOT_THIS_PROTOCOL);
    }
    if (!frame.faceFound()) {
      return Outcome.ignored(IgnoreReason.NOT_TRACKED);
    }
    MotionFrame motion = new MotionFrame(arrivalUs, frame.weights(), frame.head(axes), Map.of());
    sink.accept(new SourceFrame(motion, 0, OptionalLong.empty(), frame.senderTimeUs()));
    return Outcome.accepted(1);
  }
}
