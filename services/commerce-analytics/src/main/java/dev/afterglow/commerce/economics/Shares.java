package dev.afterglow.commerce.economics;

/**
 * How money from sales is shared out. None of them stands in any fact.
 *
 * @param grossMargin the share of a price that is not the goods' cost, 0 to 1: the brand's
 * @param commission the share of sales that the brand pays to the producer of the show, 0 to 1
 * @param platformFee the share of sales that the platform keeps, 0 to 1
 */
public record Shares(double grossMargin, double commission, double platformFee) {
  public Shares {
    if (!isShare(grossMargin) || !isShare(commission) || !isShare(platformFee)) {
      throw new IllegalArgumentException("shares lie between 0 and 1");
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  /** What the three get of sales that leave some margin over the goods' cost. */
  public Split of(double sales, double margin) {
    double producer = commission * sales;
    double platform = platformFee * sales;
    return new Split(producer, margin - producer - platform, platform);
  }

  /**
   * What the three get, in minor currency units.
   *
   * @param producer who makes the show: the commission
   * @param brand whose goods they are: the margin over their cost, less commission and fee
   * @param platform where they are sold: the fee
   */
  public record Split(double producer, double brand, double platform) {}
}
