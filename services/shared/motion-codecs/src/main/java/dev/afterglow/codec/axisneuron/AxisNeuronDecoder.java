package dev.afterglow.codec.axisneuron;

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

/**
 * Axis Neuron's binary BVH: a {@link BvhHeader} and 32-bit floats, a frame a datagram over UDP or,
 * cut by a {@link NeuronCutter}, over TCP (usually port 7001).
 *
 * <p>Angles are degrees in the order y, x, z of a BVH channel list, so a rotation is {@code Ry * Rx
 * * Rz}. The skeleton's offsets put the right leg at negative x and the head above: right-handed,
 * Y-up, looking along +Z, the drive model's own frame; all angles of the T-pose are 0. Positions
 * are passed over. Frames of calculation data (token 0x88FF) are not motion.
 */
public final class AxisNeuronDecoder extends CountingDecoder {
  private static final int LONGEST_BYTES = 4_096;
  private static final int CALCULATION = 0x88FF;
  private static final float TWO_TURNS = 720;

  private final PacketReader reader = new PacketReader();
  private final Rotation[] rotations = new Rotation[NeuronBones.COUNT];

  /** A decoder that has seen nothing. */
  public AxisNeuronDecoder() {
    super(Protocol.AXIS_NEURON, LONGEST_BYTES);
    Arrays.fill(rotations, Rotation.IDENTITY);
  }

  @Override
  protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    datagram.order(ByteOrder.LITTLE_ENDIAN);
    int at = datagram.position();
    if (datagram.remaining() < Short.BYTES) {
      return Outcome.rejected(RejectReason.TRUNCATED);
    }
    if ((datagram.getShort(at) & 0xFFFF) == CALCULATION) {
      return Outcome.ignored(IgnoreReason.NOT_MOTION);
    }
    if (!BvhHeader.begins(datagram, at)) {
      return Outcome.rejected(RejectReason.NOT_THIS_PROTOCOL);
    }
    if (datagram.remaining() < BvhHeader.BYTES) {
      return Outcome.rejected(RejectReason.TRUNCATED);
    }
    BvhHeader header = BvhHeader.read(datagram, at);
    if (header == null) {
      return Outcome.rejected(RejectReason.MALFORMED);
    }
    int wanted = BvhHeader.BYTES + header.floats() * Float.BYTES;
    if (datagram.remaining() != wanted) {
      return Outcome.rejected(
          datagram.remaining() < wanted ? RejectReason.TRUNCATED : RejectReason.WRONG_LENGTH);
    }
    return frame(header, datagram, arrivalUs, sink);
  }

  private Outcome frame(BvhHeader header, ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    reader.over(datagram, ByteOrder.LITTLE_ENDIAN);
    reader.skip(BvhHeader.BYTES);
    numbers(header.reference() ? NeuronBones.REFERENCE_FLOATS : 0);
    for (int i = 0; i < rotations.length; i++) {
      numbers(i == 0 || header.displacement() ? 3 : 0);
      rotations[i] = Turns.yawPitchRoll(angle(), angle(), angle());
    }
    reader.release();
    RejectReason fault = reader.fault();
    if (fault != null) {
      return Outcome.rejected(fault);
    }
    MotionFrame motion =
        new MotionFrame(
            arrivalUs, ShapeWeights.NONE, Optional.empty(), NeuronBones.humanoid(rotations));
    sink.accept(new SourceFrame(motion, header.avatar(), header.sequence(), OptionalLong.empty()));
    return Outcome.accepted(1);
  }

  private double angle() {
    float degrees = reader.f32();
    if (Math.abs(degrees) > TWO_TURNS) {
      reader.fail(RejectReason.OUT_OF_RANGE);
    }
    return Math.toRadians(degrees);
  }

  private void numbers(int count) {
    for (int i = 0; i < count; i++) {
      reader.f32();
    }
  }
}
