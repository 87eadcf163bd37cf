package dev.afterglow.commerce.demand;

/**
 * What is gained by knowing a factor. It is an association: that sales go with it does not say that
 * it moves them.
 *
 * @param kind what the factor is
 * @param name which one
 * @param slots slots foretold by those before them alone
 * @param without the sum of the logarithms of the probabilities that were foretold without it
 * @param with the same with it
 * @param enters whether it is part of the forecast
 * @param ratio sales with a step more of it over sales without: the estimate
 * @param low the lower end of its 80 % interval
 * @param high the upper end
 * @param step how much of it the ratio is of: its standard deviation over the show
 */
public record FactorScore(
    Factor.Kind kind,
    String name,
    int slots,
    double without,
    double with,
    boolean enters,
    double ratio,
    double low,
    double high,
    double step) {
  /** By how much the forecast is better with it, in nats. */
  public double gain() {
    return with - without;
  }
}
