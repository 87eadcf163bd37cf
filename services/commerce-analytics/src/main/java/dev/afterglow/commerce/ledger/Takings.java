package dev.afterglow.commerce.ledger;

/**
 * What a room took in over a time, before refunds.
 *
 * @param orders orders paid
 * @param paidMinor the money, in the smallest unit
 * @param listMinor what the goods would have cost at the highest price of the last day
 */
public record Takings(long orders, long paidMinor, long listMinor) {
  /**
   * What is left when goods cost their list price less the margin: a discount comes out of it.
   *
   * @param grossMargin the share of the list price that is not cost, 0 to 1
   */
  public double marginMinor(double grossMargin) {
    return paidMinor - (1 - grossMargin) * listMinor;
  }
}
