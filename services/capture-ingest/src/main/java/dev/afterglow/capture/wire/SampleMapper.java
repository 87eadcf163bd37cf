package dev.afterglow.capture.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Mirror;
import dev.afterglow.capture.drive.MotionArrival;
import dev.afterglow.capture.drive.Refusals;
import dev.afterglow.capture.drive.VoiceArrival;
import dev.afterglow.capture.voice.Sound;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import dev.afterglow.platform.error.AfterglowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Motion and voice in and out. */
final class SampleMapper {
  private static final int PARTS = 4;
  // No weight is.
  private static final float ABSENT = -1;
  private static final float LONGEST_PART = 1.001f;
  private static final int MOST_SAMPLES = 64;
  private static final int MOST_PCM_BYTES = 96_000;
  private static final int MOST_OPUS_BYTES = 4_000;
  private static final int SLOWEST_HZ = 8_000;
  private static final int FASTEST_HZ = 48_000;

  private SampleMapper() {}

  /**
   * The samples of a batch by the positions of their stream's channels.
   *
   * @throws dev.afterglow.platform.error.AfterglowException INVALID with reason MALFORMED_SAMPLE
   *     for whatever breaks a rule of the contract, or INVALID_FIELD for an empty or too long batch
   */
  static List<MotionArrival> motion(MotionBatch batch, Channels channels) {
    if (batch.getSamplesCount() < 1 || batch.getSamplesCount() > MOST_SAMPLES) {
      throw AfterglowException.invalidField("motion.samples", "a batch has 1 to 64 samples");
    }
    List<MotionArrival> samples = new ArrayList<>(batch.getSamplesCount());
    for (int i = 0; i < batch.getSamplesCount(); i++) {
      samples.add(motion(batch.getSamples(i), channels));
    }
    return samples;
  }

  /**
   * A motion sample by the positions of its stream's channels.
   *
   * @throws dev.afterglow.platform.error.AfterglowException INVALID with reason MALFORMED_SAMPLE
   */
  static MotionArrival motion(MotionSample sample, Channels channels) {
    check(sample, channels);
    try {
      MotionFrame frame =
          new MotionFrame(
              sample.getDeviceTimeUs(),
              shapes(sample, channels),
              sample.hasHead() ? Optional.of(head(sample.getHead(), channels)) : Optional.empty(),
              bones(sample, channels),
              wrists(sample, channels));
      return new MotionArrival(sample.getSequence(), frame);
    } catch (IllegalArgumentException e) {
      throw Refusals.malformed(sample.getSequence(), "a value of the sample cannot be");
    }
  }

  /**
   * A voice packet.
   *
   * @throws dev.afterglow.platform.error.AfterglowException INVALID with reason MALFORMED_SAMPLE
   */
  static VoiceArrival voice(VoiceSample sample) {
    checkSequence(sample.getSequence());
    if (sample.getSampleRateHz() < SLOWEST_HZ || sample.getSampleRateHz() > FASTEST_HZ) {
      throw Refusals.malformed(
          sample.getSequence(), "a voice runs at 8,000 to 48,000 samples a second");
    }
    Sound sound =
        switch (sample.getSoundCase()) {
          case PCM_S16LE -> pcm(sample);
          case OPUS -> opus(sample);
          case SOUND_NOT_SET -> throw Refusals.malformed(sample.getSequence(), "no sound is set");
        };
    return new VoiceArrival(sample.getSequence(), sample.getDeviceTimeUs(), sound);
  }

  /** A motion sample for a reader, by the positions of the same channels. */
  static MotionSample sample(Piece.Motion motion, Channels channels) {
    MotionFrame frame = motion.frame();
    MotionSample.Builder sample =
        MotionSample.newBuilder()
            .setSequence(motion.sequence())
            .setDeviceTimeUs(motion.deviceTimeUs());
    long shapes = 0;
    for (int i = 0; i < channels.shapes().size(); i++) {
      float weight = frame.shapes().getOr(channels.shapes().get(i), ABSENT);
      if (weight != ABSENT) {
        shapes |= 1L << i;
        sample.addShapeWeights(weight);
      }
    }
    long bones = 0;
    for (int i = 0; i < channels.bones().size(); i++) {
      Rotation rotation = frame.bones().get(channels.bones().get(i));
      if (rotation != null) {
        bones |= 1L << i;
        sample
            .addBoneRotations(rotation.x())
            .addBoneRotations(rotation.y())
            .addBoneRotations(rotation.z())
            .addBoneRotations(rotation.w());
      }
    }
    frame.head().ifPresent(head -> sample.setHead(message(head)));
    if (!frame.wrists().isEmpty()) {
      frame.wrists().left().ifPresent(wrist -> sample.setLeftWrist(message(wrist)));
      frame.wrists().right().ifPresent(wrist -> sample.setRightWrist(message(wrist)));
    }
    return sample.setShapePresence(shapes).setBonePresence(bones).build();
  }

  /** Sound as little-endian bytes. */
  static ByteString bytes(VoicePacket packet) {
    ByteBuffer bytes = ByteBuffer.allocate(packet.length() * 2).order(ByteOrder.LITTLE_ENDIAN);
    packet.putInto(bytes.asShortBuffer());
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  private static void check(MotionSample sample, Channels channels) {
    checkSequence(sample.getSequence());
    boolean fits =
        within(sample.getShapePresence(), channels.shapes().size())
            && within(sample.getBonePresence(), channels.bones().size())
            && Long.bitCount(sample.getShapePresence()) == sample.getShapeWeightsCount()
            && Long.bitCount(sample.getBonePresence()) * PARTS == sample.getBoneRotationsCount();
    if (!fits) {
      throw Refusals.malformed(
          sample.getSequence(), "presence bits, values and the header do not match");
    }
  }

  private static void checkSequence(long sequence) {
    if (sequence < 1) {
      throw Refusals.malformed(sequence, "a sequence counts up from 1");
    }
  }

  private static boolean within(long presence, int channels) {
    return channels >= Long.SIZE || presence >>> channels == 0;
  }

  private static ShapeWeights shapes(MotionSample sample, Channels channels) {
    ShapeWeights.Builder weights = ShapeWeights.builder();
    int value = 0;
    for (int i = 0; i < channels.shapes().size(); i++) {
      if ((sample.getShapePresence() >>> i & 1) != 0) {
        weights.set(channels.shapes().get(i), sample.getShapeWeights(value++));
      }
    }
    return weights.build();
  }

  private static Map<HumanoidBone, Rotation> bones(MotionSample sample, Channels channels) {
    if (sample.getBonePresence() == 0) {
      return Map.of();
    }
    Map<HumanoidBone, Rotation> rotations = new EnumMap<>(HumanoidBone.class);
    int value = 0;
    for (int i = 0; i < channels.bones().size(); i++) {
      if ((sample.getBonePresence() >>> i & 1) != 0) {
        Rotation rotation =
            rotation(
                sample.getBoneRotations(value),
                sample.getBoneRotations(value + 1),
                sample.getBoneRotations(value + 2),
                sample.getBoneRotations(value + 3));
        rotations.put(
            channels.bones().get(i), channels.mirrored() ? Mirror.of(rotation) : rotation);
        value += PARTS;
      }
    }
    return rotations;
  }

  private static HeadPose head(dev.afterglow.api.drive.v1.HeadPose head, Channels channels) {
    if (head.getRotationCount() != PARTS || head.getPositionCmCount() != 3) {
      throw new IllegalArgumentException("a head has four and three values");
    }
    HeadPose pose =
        new HeadPose(
            rotation(
                head.getRotation(0), head.getRotation(1), head.getRotation(2), head.getRotation(3)),
            head.getPositionCm(0),
            head.getPositionCm(1),
            head.getPositionCm(2));
    return channels.mirrored() ? Mirror.of(pose) : pose;
  }

  private static Wrists wrists(MotionSample sample, Channels channels) {
    if (!sample.hasLeftWrist() && !sample.hasRightWrist()) {
      return Wrists.NONE;
    }
    WristPose left = sample.hasLeftWrist() ? wrist(sample.getLeftWrist()) : null;
    WristPose right = sample.hasRightWrist() ? wrist(sample.getRightWrist()) : null;
    if (!channels.mirrored()) {
      return Wrists.of(left, right);
    }
    return Wrists.of(
        right == null ? null : Mirror.of(right), left == null ? null : Mirror.of(left));
  }

  private static WristPose wrist(dev.afterglow.api.drive.v1.WristPose wrist) {
    boolean turned = wrist.getRotationCount() == PARTS;
    if (wrist.getPositionMCount() != 3 || (!turned && wrist.getRotationCount() != 0)) {
      throw new IllegalArgumentException("a wrist has three values, and four or none");
    }
    return new WristPose(
        wrist.getPositionM(0),
        wrist.getPositionM(1),
        wrist.getPositionM(2),
        turned
            ? Optional.of(
                rotation(
                    wrist.getRotation(0),
                    wrist.getRotation(1),
                    wrist.getRotation(2),
                    wrist.getRotation(3)))
            : Optional.empty());
  }

  private static dev.afterglow.api.drive.v1.WristPose message(WristPose wrist) {
    var message =
        dev.afterglow.api.drive.v1.WristPose.newBuilder()
            .addPositionM(wrist.xM())
            .addPositionM(wrist.yM())
            .addPositionM(wrist.zM());
    wrist
        .turn()
        .ifPresent(
            turn ->
                message
                    .addRotation(turn.x())
                    .addRotation(turn.y())
                    .addRotation(turn.z())
                    .addRotation(turn.w()));
    return message.build();
  }

  private static Rotation rotation(float x, float y, float z, float w) {
    return new Rotation(part(x), part(y), part(z), part(w));
  }

  private static float part(float value) {
    if (!(Math.abs(value) <= LONGEST_PART)) {
      throw new IllegalArgumentException("a part of a unit quaternion is from -1 to 1");
    }
    return value;
  }

  private static Sound opus(VoiceSample sample) {
    if (sample.getOpus().isEmpty() || sample.getOpus().size() > MOST_OPUS_BYTES) {
      throw Refusals.malformed(sample.getSequence(), "an Opus packet has 1 to 4,000 bytes");
    }
    return new Sound.Opus(sample.getOpus().toByteArray());
  }

  private static Sound pcm(VoiceSample sample) {
    ByteBuffer bytes = sample.getPcmS16Le().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int size = bytes.remaining();
    if (size < 2 || size > MOST_PCM_BYTES || size % 2 != 0) {
      throw Refusals.malformed(
          sample.getSequence(), "a packet has 2 to 96,000 bytes, an even number");
    }
    short[] samples = new short[bytes.remaining() / 2];
    bytes.asShortBuffer().get(samples);
    return new Sound.Pcm(sample.getSampleRateHz(), samples);
  }

  private static dev.afterglow.api.drive.v1.HeadPose message(HeadPose head) {
    return dev.afterglow.api.drive.v1.HeadPose.newBuilder()
        .addRotation(head.rotation().x())
        .addRotation(head.rotation().y())
        .addRotation(head.rotation().z())
        .addRotation(head.rotation().w())
        .addPositionCm(head.xCm())
        .addPositionCm(head.yCm())
        .addPositionCm(head.zCm())
        .build();
  }
}
