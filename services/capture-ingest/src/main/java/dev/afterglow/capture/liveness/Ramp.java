package dev.afterglow.capture.liveness;

/**
 * From a measure to suspicion: nothing at {@code fine}, the whole weight at {@code bad}, a straight
 * line between, whichever of the two is greater.
 *
 * @param fine where suspicion begins
 * @param bad where it is full; not {@code fine}
 * @param weight the most that the measure can add, 0 to 1; from {@link LivenessThresholds#notLive}
 *     on it decides alone
 */
public record Ramp(double fine, double bad, double weight) {
  public Ramp {
    if (!Double.isFinite(fine) || !Double.isFinite(bad) || fine == bad) {
      throw new IllegalArgumentException("a ramp has two ends, got " + fine + " and " + bad);
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("a weight is 0 to 1, was " + weight);
    }
  }

  /** The suspicion of a value; none of NaN. */
  public double suspicion(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    return weight * Math.clamp((value - fine) / (bad - fine), 0, 1);
  }
}
