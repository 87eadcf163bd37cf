package dev.afterglow.commerce.experiment;

import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * How many measured slots an experiment is likely to need. The logarithm of the evidence grows like
 * a Brownian motion whose variance is twice its drift, so the evidence needed for a power follows
 * from the probability that such a motion ever passes ln(1/α) by then (Siegmund, "Sequential
 * Analysis", 1985, equation 3.15); a slot's share of it is what its outcome tells of its arm.
 */
public final class SlotsToSettle {
  /** What mixing over effects and learning the baseline cost, in nats; measured by simulation. */
  private static final double LEARNING = 0.2;

  private static final double POWER = 0.8;
  private static final int MOST = 100_000;
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private SlotsToSettle() {}

  /**
   * Slots until HELPS is said with 80 % probability.
   *
   * @param perSlot outcomes a slot without the action, such as orders; above 0
   * @param ratio the effect, outcome of action over outcome of control; above 1
   * @param dispersion the outcomes' variance over their mean, 1 for Poisson
   * @return 2 to 100,000; the last also stands for more
   */
  public static int of(double perSlot, double ratio, double dispersion) {
    if (!(perSlot > 0) || !(ratio > 1) || !(dispersion >= 1)) {
      throw new IllegalArgumentException("out of range");
    }
    double needed = needed(-Math.log(SwitchbackAnalysis.HELPS_ERROR) + LEARNING);
    double slots = Math.ceil(needed / told(perSlot / dispersion, ratio));
    return (int) Math.clamp(slots, 2, MOST);
  }

  /** The nats by which the motion has passed a height with the power. */
  private static double needed(double height) {
    return new BrentSolver(1e-6)
        .solve(200, drift -> passes(drift, height) - POWER, 0.01, 50 * height);
  }

  private static double passes(double drift, double height) {
    double deviation = Math.sqrt(2 * drift);
    return NORMAL.cumulativeProbability((drift - height) / deviation)
        + Math.exp(height) * NORMAL.cumulativeProbability(-(drift + height) / deviation);
  }

  /** The mutual information of arm and outcome, in nats: Gaussian to the second order. */
  private static double told(double perSlot, double ratio) {
    double apart = perSlot * (ratio - 1);
    double snr = apart * apart / (4 * perSlot * (1 + ratio) / 2);
    return snr / (2 * (1 + snr / 2));
  }
}
