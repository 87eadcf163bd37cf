package dev.afterglow.agent.upstream;

import dev.afterglow.agent.source.Captures;
import dev.afterglow.agent.source.VoiceOrigin;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSource;

/** What the agent says of itself when it opens a drive. */
final class OpeningMessages {
  private OpeningMessages() {}

  /**
   * The first message of a connection.
   *
   * @param channels a header that names the channels
   * @param madeBy what captures the motion
   * @param deviceId what signs; empty when nothing is signed
   * @param nowUs the agent's clock
   */
  static OpenDriveHeader opening(
      DriveSession session,
      DriveHeader.Builder channels,
      Captures madeBy,
      String deviceId,
      long nowUs) {
    SourceRole role = session.role();
    return OpenDriveHeader.newBuilder()
        .setDriveId(session.driveId())
        .setDriveToken(session.driveToken())
        .setDeviceId(deviceId)
        .setHeader(
            channels
                .setMotionSource(messageOf(madeBy))
                .setVoiceSource(messageOf(role.voice()))
                .setProducer(session.producer()))
        .setDeviceTimeUs(nowUs)
        .setSourceId(role.sourceId())
        .setRanks(role.ranksMessage())
        .setShowsChallenges(session.showsChallenges())
        .build();
  }

  private static MotionSource messageOf(Captures captures) {
    return switch (captures) {
      case CAMERA -> MotionSource.MOTION_SOURCE_CAMERA;
      case WEARABLE -> MotionSource.MOTION_SOURCE_WEARABLE;
      case TAPE -> MotionSource.MOTION_SOURCE_TAPE;
      case UNKNOWN -> MotionSource.MOTION_SOURCE_UNSPECIFIED;
    };
  }

  private static VoiceSource messageOf(VoiceOrigin origin) {
    return switch (origin) {
      case NONE -> VoiceSource.VOICE_SOURCE_UNSPECIFIED;
      case MICROPHONE -> VoiceSource.VOICE_SOURCE_MICROPHONE;
      case TAPE -> VoiceSource.VOICE_SOURCE_TAPE;
    };
  }
}
