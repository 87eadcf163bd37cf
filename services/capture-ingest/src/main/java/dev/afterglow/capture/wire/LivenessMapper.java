package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.DriveWindow;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessReading;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.capture.liveness.Measure;
import dev.afterglow.capture.liveness.Reading;
import dev.afterglow.capture.liveness.Verdict;
import java.util.List;

/** Judged windows on the way out. */
final class LivenessMapper {
  private LivenessMapper() {}

  static DriveWindow window(dev.afterglow.capture.liveness.DriveWindow window) {
    DriveWindow.Builder out =
        DriveWindow.newBuilder()
            .setSequence(window.sequence())
            .setStartTime(DriveMapper.timestamp(window.startUs()))
            .setEndTime(DriveMapper.timestamp(window.endUs()))
            .setSuspicion(window.suspicion())
            .setVerdict(verdict(window.verdict().name()));
    reasons(window.verdict()).forEach(it -> out.addReasons(measure(it)));
    window.readings().forEach(it -> out.addReadings(reading(it)));
    return out.build();
  }

  private static LivenessReading reading(Reading reading) {
    LivenessReading.Builder out =
        LivenessReading.newBuilder()
            .setMeasure(measure(reading.measure()))
            .setSuspicion(reading.suspicion());
    if (!Double.isNaN(reading.value())) {
      out.setValue(reading.value());
    }
    return out.build();
  }

  private static List<Measure> reasons(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Live _ -> List.of();
      case Verdict.Degraded degraded -> degraded.reasons();
      case Verdict.NotLive notLive -> notLive.reasons();
    };
  }

  private static LivenessVerdict verdict(Verdict.Name name) {
    return switch (name) {
      case LIVE -> LivenessVerdict.LIVENESS_VERDICT_LIVE;
      case DEGRADED -> LivenessVerdict.LIVENESS_VERDICT_DEGRADED;
      case NOT_LIVE -> LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE;
    };
  }

  private static LivenessMeasure measure(Measure measure) {
    return switch (measure) {
      case EXACT_REPEAT -> LivenessMeasure.LIVENESS_MEASURE_EXACT_REPEAT;
      case NEAR_REPEAT -> LivenessMeasure.LIVENESS_MEASURE_NEAR_REPEAT;
      case LOOP -> LivenessMeasure.LIVENESS_MEASURE_LOOP;
      case BLINK_ABSENCE -> LivenessMeasure.LIVENESS_MEASURE_BLINK_ABSENCE;
      case BLINK_IRREGULARITY -> LivenessMeasure.LIVENESS_MEASURE_BLINK_IRREGULARITY;
      case MICRO_MOTION -> LivenessMeasure.LIVENESS_MEASURE_MICRO_MOTION;
      case SLOW_MOVEMENT -> LivenessMeasure.LIVENESS_MEASURE_SLOW_MOVEMENT;
      case VOICE_COUPLING -> LivenessMeasure.LIVENESS_MEASURE_VOICE_COUPLING;
      case VOICE_LAG -> LivenessMeasure.LIVENESS_MEASURE_VOICE_LAG;
      case EXPLAINED_MOUTH -> LivenessMeasure.LIVENESS_MEASURE_EXPLAINED_MOUTH;
      case FROZEN_FRAMES -> LivenessMeasure.LIVENESS_MEASURE_FROZEN_FRAMES;
      case STUCK_SHAPES -> LivenessMeasure.LIVENESS_MEASURE_STUCK_SHAPES;
      case ATTESTATION -> LivenessMeasure.LIVENESS_MEASURE_ATTESTATION;
      case FRAMES -> LivenessMeasure.LIVENESS_MEASURE_FRAMES;
    };
  }
}
