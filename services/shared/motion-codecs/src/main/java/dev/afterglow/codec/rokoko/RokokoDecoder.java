package dev.afterglow.codec.rokoko;

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
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Rokoko Studio over UDP, usually port 14043: a JSON object a datagram, plain or in an LZ4 frame,
 * with all actors of a moment. An actor's place in the list is its frame's subject.
 *
 * <p>Body rotations are global, in Unity's frame, and differ from bone to bone in the T-pose; see
 * {@link StudioBone}. Positions are passed over. Version 2, and the version between that says 3 but
 * still has {@code trackers}, are refused.
 */
public final class RokokoDecoder extends CountingDecoder {
  private static final int LONGEST_BYTES = 65_507;
  private static final int LONGEST_TEXT_BYTES = 262_144;

  private final byte[] bytes = new byte[LONGEST_BYTES];
  private final Lz4Frame lz4 = new Lz4Frame(LONGEST_TEXT_BYTES);

  /** A decoder that has seen nothing. */
  public RokokoDecoder() {
    super(Protocol.ROKOKO, LONGEST_BYTES);
  }

  @Override
  protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    int length = datagram.remaining();
    datagram.get(bytes, 0, length);
    StudioFrame frame = new StudioFrame();
    RejectReason fault = parse(length, frame);
    if (fault != null) {
      return Outcome.rejected(fault);
    }
    if (!frame.complete()) {
      return Outcome.rejected(RejectReason.NOT_THIS_PROTOCOL);
    }
    int frames = emit(frame, arrivalUs, sink);
    return frames == 0 ? Outcome.ignored(IgnoreReason.NOT_TRACKED) : Outcome.accepted(frames);
  }

  private @Nullable RejectReason parse(int length, StudioFrame frame) {
    if (!Lz4Frame.begins(bytes, length)) {
      return JsonDatagram.read(bytes, 0, length, frame::read);
    }
    RejectReason fault = lz4.unpack(bytes, length);
    return fault != null ? fault : JsonDatagram.read(lz4.content(), 0, lz4.length(), frame::read);
  }

  private static int emit(StudioFrame frame, long arrivalUs, FrameSink sink) {
    int frames = 0;
    List<StudioActor> actors = frame.actors();
    for (int i = 0; i < actors.size(); i++) {
      MotionFrame motion = actors.get(i).frame(arrivalUs);
      if (motion != null) {
        sink.accept(new SourceFrame(motion, i, OptionalLong.empty(), frame.senderTimeUs()));
        frames++;
      }
    }
    return frames;
  }
}
