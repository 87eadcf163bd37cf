package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.VoiceState;
import dev.afterglow.capture.voice.VoiceLevel;

/** The health of a voice on its way out. */
final class VoiceMapper {
  private VoiceMapper() {}

  static dev.afterglow.api.capture.v1.VoiceHealth health(
      dev.afterglow.capture.voice.VoiceHealth health) {
    dev.afterglow.api.capture.v1.VoiceHealth.Builder message =
        dev.afterglow.api.capture.v1.VoiceHealth.newBuilder()
            .setState(state(health.state()))
            .setGainDb(health.gainDb())
            .setLimitedDb(health.limitedDb())
            .setClippedSamples(health.clippedSamples())
            .setClippedRuns(health.clippedRuns())
            .setSilentUs(health.silentUs())
            .setGatedUs(health.gatedUs())
            .setDropouts(health.dropouts())
            .setDroppedUs(health.droppedUs())
            .setLookAheadUs(VoiceLevel.LOOK_AHEAD_US);
    if (!Double.isNaN(health.loudnessLufs())) {
      message.setLoudnessLufs(health.loudnessLufs());
    }
    return message.build();
  }

  private static VoiceState state(dev.afterglow.capture.voice.VoiceHealth.State state) {
    return switch (state) {
      case NONE -> VoiceState.VOICE_STATE_NONE;
      case MISSING -> VoiceState.VOICE_STATE_MISSING;
      case SILENT -> VoiceState.VOICE_STATE_SILENT;
      case CLIPPING -> VoiceState.VOICE_STATE_CLIPPING;
      case QUIET -> VoiceState.VOICE_STATE_QUIET;
      case SPEAKING -> VoiceState.VOICE_STATE_SPEAKING;
    };
  }
}
