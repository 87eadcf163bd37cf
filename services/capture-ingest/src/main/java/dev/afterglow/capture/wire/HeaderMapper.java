package dev.afterglow.capture.wire;

import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSource;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;

/** Headers in and out. */
final class HeaderMapper {
  private HeaderMapper() {}

  /**
   * The channels of a header.
   *
   * @throws dev.afterglow.platform.error.AfterglowException INVALID with reason UNKNOWN_CHANNEL
   */
  static Channels channels(DriveHeader header) {
    return Channels.named(
        header.getShapeNamesList(),
        header.getBoneNamesList(),
        motion(header.getMotionSource()),
        voice(header.getVoiceSource()),
        header.getMirrored(),
        header.getProducer());
  }

  /** The header of channels: canonical names, and the person's own left and right. */
  static DriveHeader header(Channels channels) {
    return DriveHeader.newBuilder()
        .addAllShapeNames(channels.shapes().stream().map(ArkitShape::arkitName).toList())
        .addAllBoneNames(channels.bones().stream().map(HumanoidBone::vrmName).toList())
        .setMotionSource(motion(channels.motion()))
        .setVoiceSource(voice(channels.voice()))
        .setProducer(channels.producer())
        .build();
  }

  private static Origin motion(MotionSource source) {
    return switch (source) {
      case MOTION_SOURCE_CAMERA -> Origin.CAMERA;
      case MOTION_SOURCE_WEARABLE -> Origin.WEARABLE;
      case MOTION_SOURCE_TAPE -> Origin.TAPE;
      case MOTION_SOURCE_SYNTHETIC -> Origin.SYNTHETIC;
      case MOTION_SOURCE_UNSPECIFIED, UNRECOGNIZED -> Origin.UNKNOWN;
    };
  }

  private static MotionSource motion(Origin origin) {
    return switch (origin) {
      case CAMERA -> MotionSource.MOTION_SOURCE_CAMERA;
      case WEARABLE -> MotionSource.MOTION_SOURCE_WEARABLE;
      case TAPE -> MotionSource.MOTION_SOURCE_TAPE;
      case SYNTHETIC -> MotionSource.MOTION_SOURCE_SYNTHETIC;
      case UNKNOWN, MICROPHONE, CONVERTED -> MotionSource.MOTION_SOURCE_UNSPECIFIED;
    };
  }

  private static Origin voice(VoiceSource source) {
    return switch (source) {
      case VOICE_SOURCE_MICROPHONE -> Origin.MICROPHONE;
      case VOICE_SOURCE_TAPE -> Origin.TAPE;
      case VOICE_SOURCE_CONVERTED -> Origin.CONVERTED;
      case VOICE_SOURCE_SYNTHETIC -> Origin.SYNTHETIC;
      case VOICE_SOURCE_UNSPECIFIED, UNRECOGNIZED -> Origin.UNKNOWN;
    };
  }

  private static VoiceSource voice(Origin origin) {
    return switch (origin) {
      case MICROPHONE -> VoiceSource.VOICE_SOURCE_MICROPHONE;
      case TAPE -> VoiceSource.VOICE_SOURCE_TAPE;
      case CONVERTED -> VoiceSource.VOICE_SOURCE_CONVERTED;
      case SYNTHETIC -> VoiceSource.VOICE_SOURCE_SYNTHETIC;
      case UNKNOWN, CAMERA, WEARABLE -> VoiceSource.VOICE_SOURCE_UNSPECIFIED;
    };
  }
}
