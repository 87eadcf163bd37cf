package dev.afterglow.commerce.metric;

import java.util.OptionalDouble;

/**
 * A figure of a window.
 *
 * @param metricId which
 * @param window of which time
 * @param currency an ISO 4217 code where it is money, else empty
 * @param numerator what is above the line, its factor included
 * @param denominator what is below the line; 1 where it is no ratio
 */
public record MetricValue(
    String metricId, MetricWindow window, String currency, double numerator, double denominator) {
  /** Their quotient; empty where the denominator is 0, because that is unknown and not 0. */
  public OptionalDouble value() {
    return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of(numerator / denominator);
  }
}
