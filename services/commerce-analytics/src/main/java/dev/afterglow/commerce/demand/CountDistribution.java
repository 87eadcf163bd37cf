package dev.afterglow.commerce.demand;

import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/**
 * Counts to come: negative binomial, which is Poisson over a Gamma rate.
 *
 * @param mean its mean, above 0
 * @param shape the Gamma's shape, above 0; the variance is mean + mean² / shape
 */
public record CountDistribution(double mean, double shape) {
  private static final long MOST = 1L << 40;

  public CountDistribution {
    if (!(mean > 0) || !(shape > 0)) {
      throw new IllegalArgumentException("mean and shape are above 0");
    }
  }

  /** The probability of at most so many. */
  public double atMost(long count) {
    return count < 0 ? 0 : Beta.regularizedBeta(shape / (shape + mean), shape, count + 1.0);
  }

  /** The logarithm of the probability of so many, 0 or more. */
  public double logProbability(long count) {
    double ofMean = Math.log(mean / (shape + mean));
    return Gamma.logGamma(count + shape)
        - Gamma.logGamma(shape)
        - Gamma.logGamma(count + 1.0)
        - shape * Math.log1p(mean / shape)
        + count * ofMean;
  }

  /** The smallest count that at least this share stays at or below. */
  public long quantile(double share) {
    long high = Math.max(1, (long) mean);
    while (atMost(high) < share && high < MOST) {
      high *= 2;
    }
    long low = -1;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (atMost(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * Whole numbers between which this share is expected: the middle interval, one of its ends moved
   * in by one where that comes closer to the share. Closed intervals of small counts would hold too
   * much otherwise, and be called cautious for it.
   */
  public CountInterval interval(double share) {
    long low = quantile((1 - share) / 2);
    long high = quantile((1 + share) / 2);
    CountInterval best = within(low, high);
    if (low < high) {
      for (CountInterval next :
          new CountInterval[] {within(low + 1, high), within(low, high - 1)}) {
        if (Math.abs(next.held() - share) < Math.abs(best.held() - share)) {
          best = next;
        }
      }
    }
    return best;
  }

  private CountInterval within(long low, long high) {
    return new CountInterval(low, high, atMost(high) - atMost(low - 1));
  }
}
