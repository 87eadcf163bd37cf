package dev.afterglow.codec.xsens;

import dev.afterglow.codec.CountingDecoder;
import dev.afterglow.codec.FrameSink;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.PacketReader;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Xsens MVN over UDP or, cut by an {@link XsensCutter}, over TCP, usually port 9763, big-endian: a
 * header of 24 bytes and segments.
 *
 * <ul>
 *   <li>Type 02: segment, position, quaternion (real part first), 32 bytes each.
 *   <li>Type 01: segment, position, Euler angles in degrees, 28 bytes each; right-handed, Y-up,
 *       taken to have Z forward. The specification is silent on the order of the angles: x first,
 *       then y, then z about fixed axes, which is the order of the program that the type was made
 *       for.
 *   <li>Type 25: the time of day as text; see {@link #timeOfDayUs()}.
 * </ul>
 *
 * <p>Other types are passed over. Orientations are of one common frame and nothing in the T-pose,
 * as the specification says of its null pose. Positions, whose unit is disputed, are not used. A
 * character is a subject; a sample's number is the sequence, and its time in milliseconds since the
 * recording began the sender's time. Senders before MVN 2019 leave the counts of segments and bytes
 * zero.
 */
public final class XsensDecoder extends CountingDecoder {
  private static final int LONGEST_BYTES = 8_192;
  private static final int MOST_CHARACTERS = 8;
  private static final int MOST_PROPS = 4;
  private static final int LAST_FLAG = 0x80;
  private static final int MOST_DATAGRAMS = 64;
  private static final int EULER = 1;
  private static final int QUATERNION = 2;
  private static final int TIME_CODE = 25;
  private static final int TIME_CODE_BYTES = 12;
  private static final float TWO_TURNS = 720;
  private static final long MICROS_PER_MS = 1_000;

  private final UpAxis up;
  private final PacketReader reader = new PacketReader();
  private final Sample[] samples = new Sample[MOST_CHARACTERS];
  private final @Nullable Rotation[] segments = new @Nullable Rotation[Segments.PLACES];
  private OptionalLong timeOfDayUs = OptionalLong.empty();

  /** A decoder that has seen nothing. */
  public XsensDecoder(UpAxis up) {
    super(Protocol.XSENS, LONGEST_BYTES);
    this.up = up;
    Arrays.setAll(samples, i -> new Sample());
  }

  /**
   * The last time code: microseconds since midnight on the sender's clock; empty before it came.
   */
  public OptionalLong timeOfDayUs() {
    return timeOfDayUs;
  }

  private record Header(
      int type, long sample, int counter, int items, long timeMs, int character, int props) {}

  @Override
  protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    reader.over(datagram, ByteOrder.BIG_ENDIAN);
    if (!reader.startsWith("MXTP")) {
      reader.release();
      return Outcome.rejected(RejectReason.NOT_THIS_PROTOCOL);
    }
    Header header = header();
    Outcome outcome = reader.good() ? body(header, datagram, arrivalUs, sink) : Outcome.accepted(0);
    reader.release();
    RejectReason fault = reader.fault();
    return fault == null ? outcome : Outcome.rejected(fault);
  }

  private Header header() {
    int type = digit() * 10 + digit();
    long sample = reader.u32();
    int counter = reader.u8();
    int items = reader.u8();
    long timeMs = reader.u32();
    int character = reader.u8();
    reader.u8();
    int props = reader.u8();
    reader.u8();
    reader.u16();
    int payload = reader.u16();
    if (reader.good() && payload != 0 && payload != reader.remaining()) {
      reader.fail(
          payload > reader.remaining() ? RejectReason.TRUNCATED : RejectReason.WRONG_LENGTH);
    }
    if (props > MOST_PROPS || (counter & ~LAST_FLAG) >= MOST_DATAGRAMS) {
      reader.fail(RejectReason.MALFORMED);
    }
    if (character >= MOST_CHARACTERS) {
      reader.fail(RejectReason.TOO_MANY);
    }
    return new Header(type, sample, counter, items, timeMs, character, props);
  }

  private int digit() {
    int digit = reader.u8() - '0';
    if (digit < 0 || digit > 9) {
      reader.fail(RejectReason.MALFORMED);
    }
    return digit;
  }

  private Outcome body(Header header, ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    return switch (header.type()) {
      case EULER -> segments(header, 28, arrivalUs, sink);
      case QUATERNION -> segments(header, 32, arrivalUs, sink);
      case TIME_CODE -> timeCode(datagram);
      default -> Outcome.ignored(IgnoreReason.NOT_MOTION);
    };
  }

  private Outcome segments(Header header, int bytesEach, long arrivalUs, FrameSink sink) {
    if (header.items() == 0 || reader.remaining() != header.items() * bytesEach) {
      return Outcome.rejected(RejectReason.WRONG_LENGTH);
    }
    Arrays.fill(segments, null);
    for (int i = 0; i < header.items() && reader.good(); i++) {
      segment(header);
    }
    if (!reader.good()) {
      return Outcome.accepted(0);
    }
    Sample sample = samples[header.character()];
    boolean complete =
        sample.take(
            header.sample(),
            header.type(),
            header.counter() & ~LAST_FLAG,
            (header.counter() & LAST_FLAG) != 0,
            segments);
    if (!complete) {
      return Outcome.accepted(0);
    }
    MotionFrame motion =
        new MotionFrame(arrivalUs, ShapeWeights.NONE, Optional.empty(), sample.bones());
    sink.accept(
        new SourceFrame(
            motion,
            header.character(),
            OptionalLong.of(header.sample()),
            OptionalLong.of(header.timeMs() * MICROS_PER_MS)));
    return Outcome.accepted(1);
  }

  private void segment(Header header) {
    int id = reader.i32();
    for (int i = 0; i < 3; i++) {
      reader.f32();
    }
    Rotation rotation = header.type() == QUATERNION ? quaternion() : euler();
    int most = Segments.PLACES + header.props();
    if (id < 1 || id > most) {
      reader.fail(RejectReason.MALFORMED);
      return;
    }
    if (rotation == null) {
      reader.fail(RejectReason.OUT_OF_RANGE);
      return;
    }
    int place = Segments.place(id, header.props());
    if (place < 0) {
      return;
    }
    if (segments[place] != null) {
      reader.fail(RejectReason.MALFORMED);
    }
    segments[place] = rotation;
  }

  private @Nullable Rotation quaternion() {
    return up.rotation(reader.f32(), reader.f32(), reader.f32(), reader.f32());
  }

  private @Nullable Rotation euler() {
    float x = reader.f32();
    float y = reader.f32();
    float z = reader.f32();
    if (Math.abs(x) > TWO_TURNS || Math.abs(y) > TWO_TURNS || Math.abs(z) > TWO_TURNS) {
      return null;
    }
    return Turns.times(
        Turns.aboutZ(Math.toRadians(z)),
        Turns.times(Turns.aboutY(Math.toRadians(y)), Turns.aboutX(Math.toRadians(x))));
  }

  private Outcome timeCode(ByteBuffer datagram) {
    if (reader.remaining() != TIME_CODE_BYTES) {
      return Outcome.rejected(RejectReason.WRONG_LENGTH);
    }
    long us = TimeCode.micros(datagram, reader.at());
    if (us < 0) {
      return Outcome.rejected(RejectReason.MALFORMED);
    }
    timeOfDayUs = OptionalLong.of(us);
    return Outcome.accepted(0);
  }
}
