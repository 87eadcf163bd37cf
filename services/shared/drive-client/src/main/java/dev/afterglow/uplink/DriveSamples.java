package dev.afterglow.uplink;

import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.HeadPose;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.api.drive.v1.WristPose;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;

/** Frames in the words of the contract, by the positions of one header. */
public final class DriveSamples {
  /** Samples a second of every voice packet. */
  public static final int RATE_HZ = 48_000;

  private final List<ArkitShape> shapes;
  private final List<HumanoidBone> bones;

  /**
   * Samples of these channels, at most 64 of each, in this order.
   *
   * @param shapes every shape that a frame may track
   * @param bones every bone that a frame may track
   */
  public DriveSamples(Collection<ArkitShape> shapes, Collection<HumanoidBone> bones) {
    this.shapes = List.copyOf(shapes);
    this.bones = List.copyOf(bones);
  }

  /**
   * A header that names the channels; what made the motion and the sound is the caller's to add.
   */
  public DriveHeader.Builder header() {
    return DriveHeader.newBuilder()
        .addAllShapeNames(shapes.stream().map(ArkitShape::arkitName).toList())
        .addAllBoneNames(bones.stream().map(HumanoidBone::vrmName).toList());
  }

  /** A frame; channels that the header does not name are left out. */
  public MotionSample motion(MotionFrame frame, long sequence, long deviceTimeUs) {
    MotionSample.Builder sample =
        MotionSample.newBuilder().setSequence(sequence).setDeviceTimeUs(deviceTimeUs);
    long presence = 0;
    for (int i = 0; i < shapes.size(); i++) {
      if (frame.shapes().has(shapes.get(i))) {
        presence |= 1L << i;
        sample.addShapeWeights(frame.shapes().get(shapes.get(i)));
      }
    }
    long bonePresence = 0;
    for (int i = 0; i < bones.size(); i++) {
      Rotation rotation = frame.bones().get(bones.get(i));
      if (rotation != null) {
        bonePresence |= 1L << i;
        sample.addAllBoneRotations(values(rotation));
      }
    }
    frame.head().ifPresent(head -> sample.setHead(head(head)));
    frame.wrists().left().ifPresent(wrist -> sample.setLeftWrist(wrist(wrist)));
    frame.wrists().right().ifPresent(wrist -> sample.setRightWrist(wrist(wrist)));
    return sample.setShapePresence(presence).setBonePresence(bonePresence).build();
  }

  /** A packet of voice at {@link #RATE_HZ}. */
  public VoiceSample voice(short[] pcm, long sequence, long deviceTimeUs) {
    ByteBuffer bytes = ByteBuffer.allocate(pcm.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pcm);
    return VoiceSample.newBuilder()
        .setSequence(sequence)
        .setDeviceTimeUs(deviceTimeUs)
        .setSampleRateHz(RATE_HZ)
        .setPcmS16Le(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  private static HeadPose head(dev.afterglow.drive.HeadPose head) {
    return HeadPose.newBuilder()
        .addAllRotation(values(head.rotation()))
        .addAllPositionCm(List.of(head.xCm(), head.yCm(), head.zCm()))
        .build();
  }

  private static WristPose wrist(dev.afterglow.drive.WristPose wrist) {
    return WristPose.newBuilder()
        .addAllPositionM(List.of(wrist.xM(), wrist.yM(), wrist.zM()))
        .addAllRotation(wrist.turn().map(DriveSamples::values).orElse(List.of()))
        .build();
  }

  private static List<Float> values(Rotation rotation) {
    return List.of(rotation.x(), rotation.y(), rotation.z(), rotation.w());
  }
}
