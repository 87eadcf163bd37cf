package dev.afterglow.commerce.economics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/** How sales are shared out, and what computing costs. */
@ConfigMapping(prefix = "afterglow.commerce.economics")
public interface EconomicsConfig {
  /**
   * The share of net sales that the brand pays to the producer of the show. Every contract has its
   * own and no source for a usual one can be trusted; 0.2 only lets pay-offs be shown.
   */
  @WithDefault("0.2")
  @DecimalMin("0")
  @DecimalMax("1")
  double commission();

  /**
   * The share of net sales that the platform keeps. As with the commission, a shop sets its own.
   */
  @WithDefault("0.05")
  @DecimalMin("0")
  @DecimalMax("1")
  double platformFee();

  /** The currency of the two prices below. */
  @WithDefault("CNY")
  @Pattern(regexp = "[A-Z]{3}")
  String currency();

  /**
   * What an hour of one processor costs, in minor units of the currency. 0 = not known: nobody but
   * who pays the bill knows it, and a guess would read like a measurement.
   */
  @WithDefault("0")
  @Min(0)
  long processorHourMinor();

  /** What an hour of one drawing device costs, in minor units; 0 = not known. */
  @WithDefault("0")
  @Min(0)
  long deviceHourMinor();
}
