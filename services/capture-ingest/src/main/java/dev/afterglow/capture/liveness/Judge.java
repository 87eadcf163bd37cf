package dev.afterglow.capture.liveness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** From measured values to a verdict. Remembers a repeat's suspicion; for one thread. */
final class Judge {
  // Less than this did not make a verdict.
  private static final double TELLING = 0.05;

  private final LivenessThresholds thresholds;
  private double exact;
  private double near;
  private double twin;
  private double loop;

  Judge(LivenessThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /**
   * Judges a window.
   *
   * @param values one a {@link Measure}, in their order
   * @param voicedS seconds of voice behind the coupling
   * @param untracked parts that some frame did not track
   */
  DriveWindow judge(
      long sequence,
      long startUs,
      long endUs,
      double[] values,
      double voicedS,
      Set<DrivePart> untracked) {
    List<Reading> readings = new ArrayList<>(values.length);
    double sum = 0;
    for (Measure measure : Measure.values()) {
      double value = values[measure.ordinal()];
      double suspicion = suspicion(measure, value, voicedS, values);
      readings.add(new Reading(measure, value, suspicion));
      sum += suspicion;
    }
    return new DriveWindow(
        sequence, startUs, endUs, readings, sum, verdict(readings, sum), untracked);
  }

  private double suspicion(Measure measure, double value, double voicedS, double[] values) {
    return switch (measure) {
      case EXACT_REPEAT -> exact = held(exact, thresholds.exactRepeat().suspicion(value));
      case NEAR_REPEAT -> near = held(near, thresholds.nearRepeat().suspicion(value));
      case TWIN_DRIVE -> twin = held(twin, thresholds.twin().suspicion(value));
      case LOOP -> loop = held(loop, thresholds.loop().suspicion(value));
      case BLINK_ABSENCE -> thresholds.blinkAbsence().suspicion(value);
      case BLINK_IRREGULARITY -> thresholds.blinkIrregularity().suspicion(value);
      case MICRO_MOTION -> thresholds.microMotion().suspicion(value);
      case SLOW_MOVEMENT -> thresholds.slowMovement().suspicion(value);
      case VOICE_COUPLING -> confidence(voicedS) * thresholds.coupling().suspicion(value);
      case VOICE_LAG -> confidence(voicedS) * lag(value, values);
      case EXPLAINED_MOUTH -> thresholds.explained().suspicion(value);
      case FROZEN_FRAMES -> thresholds.frozen().suspicion(value);
      case STUCK_SHAPES -> thresholds.stuck().suspicion(value);
      case ATTESTATION -> thresholds.attestation().suspicion(value);
      case FRAMES -> thresholds.fewFrames().suspicion(value);
    };
  }

  // Without a correlation the lag is where chance has its peak.
  private double lag(double lagMs, double[] values) {
    double coupling = values[Measure.VOICE_COUPLING.ordinal()];
    return coupling > thresholds.coupling().fine()
        ? thresholds.lagMs().suspicion(Math.abs(lagMs))
        : 0;
  }

  private double confidence(double voicedS) {
    return Math.min(1, voicedS / thresholds.confidentVoiceS());
  }

  private double held(double before, double now) {
    return Math.max(now, before * thresholds.held());
  }

  private Verdict verdict(List<Reading> readings, double sum) {
    if (sum < thresholds.degraded()) {
      return new Verdict.Live();
    }
    List<Measure> reasons =
        readings.stream()
            .filter(it -> it.suspicion() >= TELLING)
            .sorted(Comparator.comparingDouble(Reading::suspicion).reversed())
            .map(Reading::measure)
            .toList();
    return sum >= thresholds.notLive()
        ? new Verdict.NotLive(reasons)
        : new Verdict.Degraded(reasons);
  }
}
