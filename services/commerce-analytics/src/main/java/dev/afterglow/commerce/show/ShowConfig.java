package dev.afterglow.commerce.show;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a show is over, and how often that is looked at. */
@ConfigMapping(prefix = "afterglow.commerce.show")
public interface ShowConfig {

  /**
   * How long after its latest fact a show counts as over and its totals are kept. Payments trickle
   * in after the last word; half an hour sees most of them, and what comes later is added when it
   * comes.
   */
  @WithDefault("PT30M")
  Duration quiet();

  /** How often finished shows are looked for: a past show is in no hurry. */
  @WithDefault("PT1M")
  Duration look();

  /** How long past shows that were read are used again: they change when another show ends. */
  @WithDefault("PT1M")
  Duration fresh();
}
