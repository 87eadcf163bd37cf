package dev.afterglow.commerce.room;

import java.util.OptionalDouble;

/**
 * What explaining a product did.
 *
 * @param productId the product
 * @param segments how often an explanation of it began
 * @param seconds how long it was explained
 * @param restSeconds how long the show so far was without it
 * @param clicksInside times that it was opened while it was explained
 * @param clicksOutside times that it was opened otherwise
 */
public record ExplainFigures(
    String productId,
    long segments,
    long seconds,
    long restSeconds,
    long clicksInside,
    long clicksOutside) {
  /** Clicks a second inside by clicks a second outside; empty where that divides by 0. */
  public OptionalDouble clickLift() {
    if (seconds == 0 || restSeconds == 0 || clicksOutside == 0) {
      return OptionalDouble.empty();
    }
    double inside = (double) clicksInside / seconds;
    return OptionalDouble.of(inside / ((double) clicksOutside / restSeconds));
  }
}
