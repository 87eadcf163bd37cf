package dev.afterglow.commerce.experiment;

/**
 * What slots without the action brought before the experiment, as Gamma(outcome, exposure).
 *
 * @param outcome the sum of their outcomes, above 0
 * @param exposure the sum of their exposures, above 0
 */
public record Baseline(double outcome, double exposure) {
  /** Next to nothing is known. */
  public static final Baseline UNKNOWN = new Baseline(0.5, 0.001);

  public Baseline {
    if (!(outcome > 0) || !(exposure > 0)) {
      throw new IllegalArgumentException("a baseline is above 0");
    }
  }
}
