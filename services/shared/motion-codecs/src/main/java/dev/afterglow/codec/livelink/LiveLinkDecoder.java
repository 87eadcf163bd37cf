package dev.afterglow.codec.livelink;

import dev.afterglow.codec.CountingDecoder;
import dev.afterglow.codec.FrameSink;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.PacketReader;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Turns;
import dev.afterglow.codec.Weights;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * Live Link Face over UDP, usually port 11111: a byte of version, the device's and the subject's
 * names (versions 1 to 3 have no device), a {@link Header}, a count, and that many values.
 *
 * <p>The values are the 52 ARKit shapes in the order of {@link ArkitShape} and, in a packet of 61,
 * yaw, pitch and roll of the head and of both eyes in radians. 51 values are those of ARKit 1,
 * which knew no tongue. The eyes' angles say again what the eyeLook shapes say and are passed over.
 * The signs of the head's angles are taken as in the app's CSV files, {@link Turns#yawPitchRoll};
 * no source settles them. The app sends no position: the head is put at an arm's length from the
 * phone.
 *
 * <p>A packet that ends after the subject's name says that there is no face.
 */
public final class LiveLinkDecoder extends CountingDecoder {
  private static final int LONGEST_BYTES = 1_400;
  private static final int LONGEST_NAME_BYTES = 512;
  private static final int OLDEST_VERSION = 1;
  private static final int NEWEST_VERSION = 6;
  private static final int FIRST_WITH_DEVICE = 4;
  private static final int[] COUNTS = {61, 52, 51};
  private static final int WITH_ANGLES = 61;
  private static final float NOMINAL_Z_CM = -40;
  private static final ArkitShape[] SHAPES = ArkitShape.values();

  private final PacketReader reader = new PacketReader();

  /** A decoder that has seen nothing. */
  public LiveLinkDecoder() {
    super(Protocol.LIVE_LINK, LONGEST_BYTES);
  }

  @Override
  protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    reader.over(datagram, ByteOrder.BIG_ENDIAN);
    Outcome outcome = read(datagram.get(datagram.position()), datagram, arrivalUs, sink);
    reader.release();
    RejectReason fault = reader.fault();
    return fault == null ? outcome : Outcome.rejected(fault);
  }

  private Outcome read(int version, ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
      return Outcome.rejected(RejectReason.UNKNOWN_VERSION);
    }
    reader.skip(1);
    if (version >= FIRST_WITH_DEVICE) {
      name();
    }
    name();
    if (reader.good() && reader.remaining() == 0) {
      return Outcome.ignored(IgnoreReason.NOT_TRACKED);
    }
    for (int count : COUNTS) {
      int headerBytes = reader.remaining() - 1 - count * Float.BYTES;
      if (Header.fits(version, headerBytes) && datagram.get(reader.at() + headerBytes) == count) {
        return frame(Header.read(reader, version, headerBytes), count, arrivalUs, sink);
      }
    }
    return Outcome.rejected(RejectReason.WRONG_LENGTH);
  }

  private void name() {
    int length = reader.i32();
    if (length < 0 || length > LONGEST_NAME_BYTES) {
      reader.fail(RejectReason.MALFORMED);
    }
    reader.skip(length);
  }

  private Outcome frame(Header header, int count, long arrivalUs, FrameSink sink) {
    reader.skip(1);
    ShapeWeights.Builder weights = ShapeWeights.builder();
    for (int i = 0; i < Math.min(count, SHAPES.length); i++) {
      float value = reader.f32();
      if (!Weights.plausible(value)) {
        reader.fail(RejectReason.OUT_OF_RANGE);
      }
      weights.set(SHAPES[i], Weights.clamp(value));
    }
    Optional<HeadPose> head = count == WITH_ANGLES ? Optional.of(head()) : Optional.empty();
    if (!reader.good()) {
      return Outcome.accepted(0);
    }
    MotionFrame motion = new MotionFrame(arrivalUs, weights.build(), head, Map.of());
    sink.accept(new SourceFrame(motion, 0, header.sequence(), header.senderTimeUs()));
    return Outcome.accepted(1);
  }

  private HeadPose head() {
    double yaw = angle();
    double pitch = angle();
    double roll = angle();
    for (int i = 0; i < 6; i++) {
      angle();
    }
    return new HeadPose(Turns.yawPitchRoll(yaw, pitch, roll), 0, 0, NOMINAL_Z_CM);
  }

  private double angle() {
    float radians = reader.f32();
    if (Math.abs(radians) > Math.TAU) {
      reader.fail(RejectReason.OUT_OF_RANGE);
      return 0;
    }
    return radians;
  }
}
