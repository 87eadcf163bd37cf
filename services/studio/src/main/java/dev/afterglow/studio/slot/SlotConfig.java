package dev.afterglow.studio.slot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How slots are held. */
@ConfigMapping(prefix = "afterglow.studio.slot")
public interface SlotConfig {

  /**
   * How long a reservation lasts without renewal. Three renewals long, so that one lost renewal
   * gives no slot away, and short enough that a studio that died blocks a slot for seconds only.
   */
  @WithDefault("15s")
  Duration leaseTtl();
}
