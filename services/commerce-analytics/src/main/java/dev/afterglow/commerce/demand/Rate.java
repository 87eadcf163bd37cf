package dev.afterglow.commerce.demand;

/**
 * What is known of a rate of sales: Gamma(shape, rate), in sales a unit of exposure. Exposure is
 * what there was to sell to, such as viewer-minutes times the share of them that were explained.
 *
 * @param shape sales that are behind it, above 0
 * @param exposure exposure that is behind it, above 0
 */
public record Rate(double shape, double exposure) {
  public Rate {
    if (!(shape > 0) || !(exposure > 0)) {
      throw new IllegalArgumentException("a rate needs sales and exposure above 0");
    }
  }

  /** Sales a unit of exposure. */
  public double mean() {
    return shape / exposure;
  }

  /** Knows these sales too. */
  public Rate with(double sales, double over) {
    return new Rate(shape + sales, exposure + over);
  }

  /** The same mean, of which only a share is still believed; for a level that drifts. */
  public Rate fading(double kept) {
    return new Rate(shape * kept, exposure * kept);
  }
}
