package dev.afterglow.commerce.demand;

import java.time.Duration;
import java.util.Optional;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * When a stock is sold out if things go on as they are: the S-th sale of a Poisson process whose
 * rate is Gamma; the count by a time is negative binomial, so the time needs no simulation.
 *
 * @param early sold out by then with 10 %; empty = not within a day
 * @param middle sold out by then with 50 %
 * @param late sold out by then with 90 %
 */
public record StockOut(
    Optional<Duration> early, Optional<Duration> middle, Optional<Duration> late) {
  private static final double DAY_MIN = 24 * 60;
  private static final double MS_A_MINUTE = 60_000;

  /**
   * Works it out.
   *
   * @param unitsLeft units left, 0 or more
   * @param exposureAMinute exposure a minute from now on, above 0
   */
  public static StockOut of(Rate units, long unitsLeft, double exposureAMinute) {
    return new StockOut(
        by(0.1, units, unitsLeft, exposureAMinute),
        by(0.5, units, unitsLeft, exposureAMinute),
        by(0.9, units, unitsLeft, exposureAMinute));
  }

  private static Optional<Duration> by(
      double probability, Rate units, long unitsLeft, double exposureAMinute) {
    if (unitsLeft <= 0) {
      return Optional.of(Duration.ZERO);
    }
    if (soldOut(units, unitsLeft, exposureAMinute * DAY_MIN) < probability) {
      return Optional.empty();
    }
    double minutes =
        new BrentSolver(1e-4)
            .solve(
                200,
                time -> soldOut(units, unitsLeft, exposureAMinute * time) - probability,
                1e-9,
                DAY_MIN);
    return Optional.of(Duration.ofMillis(Math.round(minutes * MS_A_MINUTE)));
  }

  private static double soldOut(Rate units, long unitsLeft, double exposure) {
    return 1 - new CountDistribution(units.mean() * exposure, units.shape()).atMost(unitsLeft - 1);
  }
}
