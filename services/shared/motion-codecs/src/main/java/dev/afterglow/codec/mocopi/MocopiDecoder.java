package dev.afterglow.codec.mocopi;

import dev.afterglow.codec.Axes;
import dev.afterglow.codec.CountingDecoder;
import dev.afterglow.codec.FrameSink;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.PacketReader;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
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
 * mocopi over UDP, usually port 12351: fields of a little-endian length, a name of four letters and
 * that many bytes, which may be fields again. A packet has {@code head}, {@code sndf} and either
 * {@code skdf}, the skeleton, or {@code fram}, a frame:
 *
 * <pre>{@code
 * fram { fnum u32, time u32, [uttm f64,] btrs { btdt { bnid u16, tran f32 x 7 } x 27 } }
 * }</pre>
 *
 * <p>{@code tran} is a quaternion (x, y, z, w) and a position, local to the parent joint. Notes on
 * the newer version ({@code uttm}, Unix seconds) say that the frame is right-handed and Y-up, and a
 * figure in it looks along +Z as in the app's BVH files: the drive model's own. A bridge in use
 * hands the numbers to Unity untouched and swaps the names of the sides instead, which comes to the
 * same. Not tried on a device, so the axes are a setting, usually {@link Axes#DRIVE}.
 *
 * <p>No note gives the unit of {@code time}; {@code uttm} is the sender's time where it comes.
 * Fields of other names are passed over.
 */
public final class MocopiDecoder extends CountingDecoder {
  private static final int LONGEST_BYTES = 8_192;
  private static final int FIELD_HEAD_BYTES = 8;
  private static final int BONE_BYTES = 2 + FIELD_HEAD_BYTES + 7 * Float.BYTES + FIELD_HEAD_BYTES;
  private static final double MICROS = 1e6;
  private static final double LONGEST_US = 1e17;

  private static final int FRAM = name("fram");
  private static final int HEAD = name("head");
  private static final int FTYP = name("ftyp");
  private static final int SKDF = name("skdf");
  private static final int FNUM = name("fnum");
  private static final int UTTM = name("uttm");
  private static final int BTRS = name("btrs");
  private static final int BTDT = name("btdt");
  private static final int BNID = name("bnid");
  private static final int TRAN = name("tran");
  private static final String FORMAT = "sony motion format";

  private final Axes axes;
  private final PacketReader reader = new PacketReader();
  private final @Nullable Rotation[] joints = new @Nullable Rotation[Joints.COUNT];
  private boolean known;
  private boolean skeleton;
  private boolean frame;
  private int count;
  private OptionalLong sequence = OptionalLong.empty();
  private OptionalLong senderTimeUs = OptionalLong.empty();
  private int bone;
  private @Nullable Rotation rotation;

  /** A decoder that has seen nothing. */
  public MocopiDecoder(Axes axes) {
    super(Protocol.MOCOPI, LONGEST_BYTES);
    this.axes = axes;
  }

  @Override
  protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    reset();
    reader.over(datagram, ByteOrder.LITTLE_ENDIAN);
    fields(reader.remaining(), this::top);
    reader.release();
    RejectReason fault = reader.fault();
    if (!known) {
      return Outcome.rejected(RejectReason.NOT_THIS_PROTOCOL);
    }
    if (fault != null) {
      return Outcome.rejected(fault);
    }
    if (!frame) {
      return skeleton
          ? Outcome.ignored(IgnoreReason.NOT_MOTION)
          : Outcome.rejected(RejectReason.MALFORMED);
    }
    if (count == 0) {
      return Outcome.rejected(RejectReason.MALFORMED);
    }
    MotionFrame motion =
        new MotionFrame(arrivalUs, ShapeWeights.NONE, Optional.empty(), Joints.bones(joints));
    sink.accept(new SourceFrame(motion, 0, sequence, senderTimeUs));
    return Outcome.accepted(1);
  }

  private interface Field {
    void read(int name, int length);
  }

  private void reset() {
    known = false;
    skeleton = false;
    frame = false;
    count = 0;
    sequence = OptionalLong.empty();
    senderTimeUs = OptionalLong.empty();
    Arrays.fill(joints, null);
  }

  /** Reads fields until the given number of bytes is used up. */
  private void fields(int bytes, Field field) {
    int left = bytes;
    while (left > 0 && reader.good()) {
      if (left < FIELD_HEAD_BYTES) {
        reader.fail(RejectReason.TRUNCATED);
        return;
      }
      int length = reader.i32();
      int name = reader.i32();
      left -= FIELD_HEAD_BYTES;
      if (length < 0 || length > left) {
        reader.fail(RejectReason.TRUNCATED);
        return;
      }
      int end = reader.at() + length;
      field.read(name, length);
      if (reader.good() && reader.at() > end) {
        reader.fail(RejectReason.MALFORMED);
      }
      reader.skip(Math.max(0, end - reader.at()));
      left -= length;
    }
  }

  private void top(int name, int length) {
    if (name == HEAD) {
      fields(length, this::head);
    } else if (name == FRAM) {
      frame = true;
      fields(length, this::frame);
    } else if (name == SKDF) {
      skeleton = true;
    }
  }

  private void head(int name, int length) {
    if (name == FTYP && length >= FORMAT.length() && reader.startsWith(FORMAT)) {
      known = true;
    }
  }

  private void frame(int name, int length) {
    if (name == FNUM) {
      sequence = OptionalLong.of(reader.u32());
    } else if (name == UTTM) {
      double us = reader.f64() * MICROS;
      if (Math.abs(us) <= LONGEST_US) {
        senderTimeUs = OptionalLong.of(Math.round(us));
      }
    } else if (name == BTRS) {
      fields(length, this::bone);
    }
  }

  private void bone(int name, int length) {
    if (name != BTDT) {
      return;
    }
    bone = -1;
    rotation = null;
    if (length < BONE_BYTES) {
      reader.fail(RejectReason.WRONG_LENGTH);
      return;
    }
    fields(length, this::bonePart);
    if (!reader.good()) {
      return;
    }
    if (bone < 0 || bone >= Joints.COUNT || joints[bone] != null) {
      reader.fail(RejectReason.MALFORMED);
    } else if (rotation == null) {
      reader.fail(RejectReason.OUT_OF_RANGE);
    } else {
      joints[bone] = rotation;
      count++;
    }
  }

  private void bonePart(int name, int length) {
    if (name == BNID) {
      bone = reader.u16();
    } else if (name == TRAN && length >= 7 * Float.BYTES) {
      rotation = axes.rotation(reader.f32(), reader.f32(), reader.f32(), reader.f32());
      for (int i = 0; i < 3; i++) {
        reader.f32();
      }
    }
  }

  /** A name as the little-endian number that its four letters make. */
  private static int name(String letters) {
    return letters.charAt(0)
        | letters.charAt(1) << 8
        | letters.charAt(2) << 16
        | letters.charAt(3) << 24;
  }
}
