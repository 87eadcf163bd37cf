package dev.afterglow.commerce.demand;

/** What a price does to sales: sales change by price to the power of the elasticity. */
public sealed interface Elasticity {
  /** Why nothing can be said. */
  enum Silence {
    /** There never was a second price. */
    ONE_PRICE,
    /** The sales do not tell the elasticity from 0. */
    TOO_LITTLE_DATA
  }

  /** The data does not say. */
  record Unknown(Silence why) implements Elasticity {}

  /**
   * The data says.
   *
   * @param mean such as −2: 10 % cheaper sells 23 % more
   * @param deviation the standard deviation of the mean
   */
  record Known(double mean, double deviation) implements Elasticity {
    private static final double Z80 = 1.2815515655446004;

    /** The lower end of the 80 % interval. */
    public double low() {
      return mean - Z80 * deviation;
    }

    /** The upper end of the 80 % interval. */
    public double high() {
      return mean + Z80 * deviation;
    }

    boolean isApartFromZero() {
      return low() > 0 || high() < 0;
    }
  }
}
