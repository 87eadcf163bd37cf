package dev.afterglow.studio.upstream;

import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Liveness;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.UseKind;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.studio.broadcast.BroadcastUse;
import dev.afterglow.studio.broadcast.Purpose;
import java.util.UUID;

/** The use of a broadcast as the registry and the worker are asked for it. */
public final class Uses {

  private Uses() {}

  /** The use with what a broadcast adds: its room, its purpose, and whether a person drives now. */
  public static IntendedUse intended(BroadcastUse use, UUID roomId, Purpose purpose) {
    return IntendedUse.newBuilder()
        .setLicenceId(use.licenceId().toString())
        .setAvatarId(use.avatarId().toString())
        .setDriverSubjectId(use.driverSubjectId().toString())
        .setVoice(voice(use.voice()))
        .setMotion(motion(use.motion()))
        .setLiveness(liveness(use.motion()))
        .setUse(
            switch (purpose) {
              case REHEARSAL -> UseKind.USE_KIND_REHEARSAL;
              case LIVE -> UseKind.USE_KIND_LIVE;
            })
        .setPlatform(
            PlatformAccount.newBuilder().setPlatform(use.platform()).setAccountId(use.accountId()))
        .setTerritory(use.territory())
        .setCategory(use.category())
        .setRoomId(roomId.toString())
        .build();
  }

  /** Only motion capture is a person at that moment; a tape, a clip or sound alone is nobody. */
  private static Liveness liveness(BroadcastUse.Motion motion) {
    return switch (motion) {
      case UNSTATED -> Liveness.LIVENESS_UNSPECIFIED;
      case MOCAP -> Liveness.LIVENESS_LIVE;
      case AUDIO_DRIVEN, CLIP, TAPE -> Liveness.LIVENESS_UNATTENDED;
    };
  }

  private static VoiceMode voice(BroadcastUse.Voice voice) {
    return switch (voice) {
      case UNSTATED -> VoiceMode.VOICE_MODE_UNSPECIFIED;
      case REAL -> VoiceMode.VOICE_MODE_REAL;
      case CONVERTED -> VoiceMode.VOICE_MODE_CONVERTED;
      case TTS -> VoiceMode.VOICE_MODE_TTS;
    };
  }

  private static MotionMode motion(BroadcastUse.Motion motion) {
    return switch (motion) {
      case UNSTATED -> MotionMode.MOTION_MODE_UNSPECIFIED;
      case MOCAP -> MotionMode.MOTION_MODE_MOCAP;
      case AUDIO_DRIVEN -> MotionMode.MOTION_MODE_AUDIO_DRIVEN;
      case CLIP -> MotionMode.MOTION_MODE_CLIP;
      case TAPE -> MotionMode.MOTION_MODE_TAPE;
    };
  }
}
