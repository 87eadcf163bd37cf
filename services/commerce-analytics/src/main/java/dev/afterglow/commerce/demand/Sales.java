package dev.afterglow.commerce.demand;

/**
 * What a product sold over some exposure.
 *
 * @param count sales, 0 or more
 * @param exposure what there was to sell to, 0 or more
 */
public record Sales(double count, double exposure) {
  public Sales {
    if (!(count >= 0) || !(exposure >= 0)) {
      throw new IllegalArgumentException("sales are 0 or more");
    }
  }
}
