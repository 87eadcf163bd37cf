package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.SourceRanks;
import dev.afterglow.api.drive.v1.DriveCalibration;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSource;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Mirror;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.drive.SourceHello;
import dev.afterglow.capture.merge.Ranks;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import dev.afterglow.platform.error.AfterglowException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * What a device says as it opens.
   *
   * @throws dev.afterglow.platform.error.AfterglowException INVALID with reason UNKNOWN_CHANNEL or
   *     INVALID_FIELD
   */
  static SourceHello hello(OpenDriveHeader open) {
    Channels channels = channels(open.getHeader());
    return new SourceHello(
        open.getSourceId().isEmpty() ? SourceHello.MAIN : open.getSourceId(),
        channels,
        AfterglowException.checking("open.ranks", () -> ranks(open.getRanks())),
        AfterglowException.checking(
            "open.header.calibration",
            () -> calibration(open.getHeader().getCalibration(), channels)),
        open.getDeviceTimeUs(),
        open.getShowsChallenges());
  }

  private static Ranks ranks(SourceRanks ranks) {
    return new Ranks(
        rank(ranks.getFace()),
        rank(ranks.getHead()),
        rank(ranks.getBody()),
        rank(ranks.getVoice()));
  }

  private static int rank(int stated) {
    return stated == 0 ? Ranks.EQUAL.face() : stated;
  }

  private static Calibration calibration(DriveCalibration stated, Channels channels) {
    int shapes = channels.shapes().size();
    List<Float> neutral = stated.getNeutralWeightsList();
    List<Float> full = stated.getFullWeightsList();
    List<Float> turn = stated.getHeadRotationList();
    if ((!neutral.isEmpty() && neutral.size() != shapes)
        || (!full.isEmpty() && full.size() != shapes)
        || (!turn.isEmpty() && turn.size() != 4)) {
      throw new IllegalArgumentException("one weight for each shape, and four values for a turn");
    }
    Map<ArkitShape, Calibration.Range> ranges = new EnumMap<>(ArkitShape.class);
    for (int i = 0; i < shapes && neutral.size() + full.size() > 0; i++) {
      float low = neutral.isEmpty() ? 0 : neutral.get(i);
      float high = full.isEmpty() ? 1 : full.get(i);
      ranges.put(channels.shapes().get(i), new Calibration.Range(low, high));
    }
    Optional<Rotation> head =
        turn.isEmpty()
            ? Optional.empty()
            : Optional.of(new Rotation(turn.get(0), turn.get(1), turn.get(2), turn.get(3)));
    return new Calibration(ranges, channels.mirrored() ? head.map(Mirror::of) : head);
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
