package dev.afterglow.commerce.show;

/**
 * Which total.
 *
 * @param metricId its id in the dictionary
 * @param version of its formula: totals of different versions are never compared
 * @param currency ISO 4217 where it is money, else empty
 */
public record TotalKey(String metricId, int version, String currency) {}
