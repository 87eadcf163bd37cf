package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.capture.drive.LivenessReport;
import dev.afterglow.capture.health.DriveHealth;
import dev.afterglow.capture.health.SourceHealth;
import java.util.List;

/** How drives and their sources do, on the way out. */
final class HealthMapper {
  private HealthMapper() {}

  static GetDriveHealthResponse health(
      DriveHealth health, List<SourceHealth> sources, LivenessReport liveness) {
    GetDriveHealthResponse.Builder response = GetDriveHealthResponse.newBuilder();
    health.newestWindow().ifPresent(it -> response.setNewestWindow(LivenessMapper.window(it)));
    sources.forEach(it -> response.addSources(source(it)));
    liveness.standing().ifPresent(it -> response.setStanding(LivenessMapper.standing(it)));
    return response
        .setMotionRateHz(health.motionRateHz())
        .setMotionLossRatio(health.motionLossRatio())
        .setVoiceLossRatio(health.voiceLossRatio())
        .setLagP50Ms(health.lagP50Ms())
        .setLagP95Ms(health.lagP95Ms())
        .setJitterMs(health.jitterMs())
        .setClockSkewPpm(health.clockSkewPpm())
        .setShapesPresent(health.shapesPresent())
        .setBonesPresent(health.bonesPresent())
        .setDuplicates(health.duplicates())
        .setLate(health.late())
        .setJitterTargetMs(health.jitterTargetMs())
        .setBridged(health.bridged())
        .setVoice(VoiceMapper.health(health.voice()))
        .setWindowsUnjudged(liveness.unjudged())
        .build();
  }

  private static dev.afterglow.api.capture.v1.SourceHealth source(SourceHealth source) {
    DriveHealth health = source.health();
    dev.afterglow.api.capture.v1.SourceHealth.Builder out =
        dev.afterglow.api.capture.v1.SourceHealth.newBuilder();
    health.newestWindow().ifPresent(it -> out.setNewestWindow(LivenessMapper.window(it)));
    return out.setSourceId(source.sourceId())
        .setOpen(source.open())
        .setLeads(source.leads())
        .setMotionRateHz(health.motionRateHz())
        .setMotionLossRatio(health.motionLossRatio())
        .setVoiceLossRatio(health.voiceLossRatio())
        .setLagP50Ms(health.lagP50Ms())
        .setLagP95Ms(health.lagP95Ms())
        .setJitterMs(health.jitterMs())
        .setJitterTargetMs(health.jitterTargetMs())
        .setClockSkewPpm(health.clockSkewPpm())
        .setShapesPresent(health.shapesPresent())
        .setBonesPresent(health.bonesPresent())
        .setDuplicates(health.duplicates())
        .setLate(health.late())
        .setBridged(health.bridged())
        .setVoice(VoiceMapper.health(health.voice()))
        .build();
  }
}
