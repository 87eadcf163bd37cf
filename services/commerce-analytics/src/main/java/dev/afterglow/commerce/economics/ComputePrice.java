package dev.afterglow.commerce.economics;

import dev.afterglow.commerce.room.ComputeSum;
import java.util.OptionalLong;

/**
 * What computing costs.
 *
 * @param currency ISO 4217
 * @param processorHourMinor an hour of one processor, minor units; 0 = not known
 * @param deviceHourMinor an hour of one drawing device, minor units; 0 = not known
 */
public record ComputePrice(String currency, long processorHourMinor, long deviceHourMinor) {
  private static final double HOUR_MS = 3_600_000;

  /**
   * What was used comes to; empty where it is not told, or the price of something used is not
   * known.
   */
  OptionalLong of(ComputeSum used, String wanted) {
    boolean known =
        used.told() > 0
            && wanted.equals(currency)
            && (used.processorMs() == 0 || processorHourMinor > 0)
            && (used.deviceMs() == 0 || deviceHourMinor > 0);
    return known
        ? OptionalLong.of(
            Math.round(
                used.processorMs() / HOUR_MS * processorHourMinor
                    + used.deviceMs() / HOUR_MS * deviceHourMinor))
        : OptionalLong.empty();
  }

  /** Hours of one processor or of one drawing device, added up. */
  static double hours(ComputeSum used) {
    return (used.processorMs() + used.deviceMs()) / HOUR_MS;
  }
}
