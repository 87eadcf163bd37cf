package dev.afterglow.tape.player;

import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.HeadPose;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.api.drive.v1.VoiceSource;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.tape.TapeHeader;
import dev.afterglow.tape.sound.VoiceTape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A tape's frames in the words of the contract, by the positions of one header. */
final class DriveSamples {
  private final List<ArkitShape> shapes;
  private final List<HumanoidBone> bones;

  DriveSamples(TapeHeader tape) {
    this.shapes = List.copyOf(tape.shapes());
    this.bones = List.copyOf(tape.bones());
  }

  DriveHeader header(PlayerOptions options) {
    return DriveHeader.newBuilder()
        .addAllShapeNames(shapes.stream().map(ArkitShape::arkitName).toList())
        .addAllBoneNames(bones.stream().map(HumanoidBone::vrmName).toList())
        .setMotionSource(MotionSource.MOTION_SOURCE_TAPE)
        .setVoiceSource(
            options.voice().isPresent()
                ? VoiceSource.VOICE_SOURCE_TAPE
                : VoiceSource.VOICE_SOURCE_UNSPECIFIED)
        .setMirrored(options.mirrored())
        .setProducer(options.producer())
        .build();
  }

  MotionSample motion(MotionFrame frame, long sequence, long deviceTimeUs) {
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
    return sample.setShapePresence(presence).setBonePresence(bonePresence).build();
  }

  VoiceSample voice(short[] pcm, long sequence, long deviceTimeUs) {
    ByteBuffer bytes = ByteBuffer.allocate(pcm.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pcm);
    return VoiceSample.newBuilder()
        .setSequence(sequence)
        .setDeviceTimeUs(deviceTimeUs)
        .setSampleRateHz(VoiceTape.RATE_HZ)
        .setPcmS16Le(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  private static HeadPose head(dev.afterglow.drive.HeadPose head) {
    return HeadPose.newBuilder()
        .addAllRotation(values(head.rotation()))
        .addAllPositionCm(List.of(head.xCm(), head.yCm(), head.zCm()))
        .build();
  }

  private static List<Float> values(Rotation rotation) {
    return List.of(rotation.x(), rotation.y(), rotation.z(), rotation.w());
  }
}
