package dev.afterglow.commerce.demand;

import java.util.Collection;
import java.util.List;

/**
 * Rates to begin with, from past shows: what a product sells is drawn from its category, what a
 * category sells from the shop. Empirical Bayes with the moment estimator of Marshall, "Mapping
 * disease and mortality rates using empirical Bayes estimators", Journal of the Royal Statistical
 * Society C 40 (1991): the spread of rates beyond that of Poisson counts is the products' own.
 */
public final class RatePrior {
  private RatePrior() {}

  /**
   * The rate of a product that was never sold.
   *
   * @param members past sales of the products of a category; those without exposure do not count
   * @param otherwise the rate of the level above, which stands where the members tell nothing
   */
  public static Rate of(Collection<Sales> members, Rate otherwise) {
    List<Sales> shown = members.stream().filter(sales -> sales.exposure() > 0).toList();
    double count = shown.stream().mapToDouble(Sales::count).sum();
    double exposure = shown.stream().mapToDouble(Sales::exposure).sum();
    if (shown.size() < 2 || count == 0) {
      // One member tells where the category is, and nothing of how it spreads.
      return count == 0 ? otherwise : between(count, exposure, otherwise);
    }
    double mean = count / exposure;
    double spread = 0;
    double squares = 0;
    for (Sales sales : shown) {
      double off = sales.count() / sales.exposure() - mean;
      spread += sales.exposure() * off * off;
      squares += sales.exposure() * sales.exposure();
    }
    double own = (spread - (shown.size() - 1) * mean) / (exposure - squares / exposure);
    // Members that do not differ are believed as one, and never beyond what all of them showed.
    double believed = own <= 0 ? exposure : Math.min(mean / own, exposure);
    return new Rate(mean * believed, believed);
  }

  private static Rate between(double count, double exposure, Rate otherwise) {
    Rate both = otherwise.with(count, exposure);
    return new Rate(both.mean() * otherwise.exposure(), otherwise.exposure());
  }
}
