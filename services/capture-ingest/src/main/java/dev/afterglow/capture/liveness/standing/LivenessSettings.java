package dev.afterglow.capture.liveness.standing;

import java.time.Duration;

/**
 * What follows from whether a live human drives.
 *
 * @param enforces whether a failed standing asks for the slate
 * @param challenges whether drivers are asked
 * @param interval the mean time between two challenges without doubt
 * @param spacing the least time between two challenges
 * @param unanswerable what becomes of a drive that cannot be asked
 */
public record LivenessSettings(
    boolean enforces,
    boolean challenges,
    Duration interval,
    Duration spacing,
    Unanswerable unanswerable) {
  /** Those of {@link LivenessConfig}. */
  public static final LivenessSettings DEFAULTS =
      new LivenessSettings(
          true, true, Duration.ofMinutes(8), Duration.ofSeconds(20), Unanswerable.JUDGE);

  public LivenessSettings {
    if (!interval.isPositive() || !spacing.isPositive()) {
      throw new IllegalArgumentException("times between challenges are above 0");
    }
  }
}
