package dev.afterglow.render.wire;

import dev.afterglow.api.capture.v1.TimedMotion;
import dev.afterglow.api.capture.v1.TimedVoice;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import dev.afterglow.render.lease.MotionOrigin;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Samples by position back to shapes and bones by name. Names that the alias tables do not hold are
 * left out: capture-ingest has refused them before, and a worker does not guess.
 */
final class DriveMapper {
  private static final int RATE_HZ = 48_000;

  private final List<Optional<ArkitShape>> shapes;
  private final List<Optional<HumanoidBone>> bones;

  DriveMapper(DriveHeader header) {
    shapes = header.getShapeNamesList().stream().map(ShapeAliases::find).toList();
    bones = header.getBoneNamesList().stream().map(BoneAliases::find).toList();
  }

  MotionFrame motion(TimedMotion timed) {
    MotionSample sample = timed.getSample();
    return new MotionFrame(
        timed.getCaptureTimeUs(), weights(sample), head(sample), rotations(sample), wrists(sample));
  }

  /** What made the motion; whatever this worker does not know is unknown, which nothing allows. */
  static MotionOrigin origin(MotionSource source) {
    return switch (source) {
      case MOTION_SOURCE_CAMERA -> MotionOrigin.CAMERA;
      case MOTION_SOURCE_WEARABLE -> MotionOrigin.WEARABLE;
      case MOTION_SOURCE_TAPE -> MotionOrigin.TAPE;
      case MOTION_SOURCE_SYNTHETIC -> MotionOrigin.SYNTHETIC;
      case MOTION_SOURCE_UNSPECIFIED, UNRECOGNIZED -> MotionOrigin.UNKNOWN;
    };
  }

  static VoicePacket voice(TimedVoice timed) {
    ByteBuffer bytes = timed.getPcmS16Le().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    short[] samples = new short[bytes.remaining() / 2];
    bytes.asShortBuffer().get(samples);
    return VoicePacket.owning(timed.getCaptureTimeUs(), RATE_HZ, samples);
  }

  private ShapeWeights weights(MotionSample sample) {
    ShapeWeights.Builder out = ShapeWeights.builder();
    int at = 0;
    for (int i = 0; i < shapes.size() && at < sample.getShapeWeightsCount(); i++) {
      if ((sample.getShapePresence() >>> i & 1) != 0) {
        float weight = sample.getShapeWeights(at++);
        shapes.get(i).ifPresent(shape -> out.set(shape, weight));
      }
    }
    return out.build();
  }

  private static Optional<HeadPose> head(MotionSample sample) {
    if (!sample.hasHead()
        || sample.getHead().getRotationCount() < 4
        || sample.getHead().getPositionCmCount() < 3) {
      return Optional.empty();
    }
    var head = sample.getHead();
    return Optional.of(
        new HeadPose(
            new Rotation(
                head.getRotation(0), head.getRotation(1), head.getRotation(2), head.getRotation(3)),
            head.getPositionCm(0),
            head.getPositionCm(1),
            head.getPositionCm(2)));
  }

  private static Wrists wrists(MotionSample sample) {
    return Wrists.of(
        sample.hasLeftWrist() ? wrist(sample.getLeftWrist()) : null,
        sample.hasRightWrist() ? wrist(sample.getRightWrist()) : null);
  }

  private static @Nullable WristPose wrist(dev.afterglow.api.drive.v1.WristPose wrist) {
    if (wrist.getPositionMCount() < 3) {
      return null;
    }
    Optional<Rotation> turn =
        wrist.getRotationCount() < 4
            ? Optional.empty()
            : Optional.of(
                new Rotation(
                    wrist.getRotation(0),
                    wrist.getRotation(1),
                    wrist.getRotation(2),
                    wrist.getRotation(3)));
    return new WristPose(wrist.getPositionM(0), wrist.getPositionM(1), wrist.getPositionM(2), turn);
  }

  private Map<HumanoidBone, Rotation> rotations(MotionSample sample) {
    Map<HumanoidBone, Rotation> out = new EnumMap<>(HumanoidBone.class);
    int at = 0;
    for (int i = 0; i < bones.size() && at + 4 <= sample.getBoneRotationsCount(); i++) {
      if ((sample.getBonePresence() >>> i & 1) != 0) {
        Rotation rotation =
            new Rotation(
                sample.getBoneRotations(at),
                sample.getBoneRotations(at + 1),
                sample.getBoneRotations(at + 2),
                sample.getBoneRotations(at + 3));
        at += 4;
        bones.get(i).ifPresent(bone -> out.put(bone, rotation));
      }
    }
    return out;
  }
}
