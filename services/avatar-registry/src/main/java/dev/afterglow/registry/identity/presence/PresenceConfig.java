package dev.afterglow.registry.identity.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Whether it is them, now, before a broadcast. */
@ConfigMapping(prefix = "afterglow.registry.presence")
public interface PresenceConfig {

  /**
   * Whether decisions ask for a presence where the platform's policy names one. Off by default,
   * because no rule in force was found that demands it, and because whoever turns it on needs a
   * provider that is set up for it and somebody who starts the look before each broadcast; on, a
   * driver without one is denied.
   */
  @WithDefault("false")
  boolean demanded();

  /**
   * How long a provider has to answer. Ten minutes are enough to find the phone and look at it;
   * what is answered later may be about another moment.
   */
  @WithDefault("10m")
  @DurationMin(minutes = 1)
  @DurationMax(hours = 1)
  Duration openFor();

  /**
   * How long a presence counts, from when it was asked for; a platform's policy may say less. Half
   * an hour covers the last things before a broadcast, and not the way home.
   */
  @WithDefault("30m")
  @DurationMin(minutes = 1)
  @DurationMax(hours = 24)
  Duration lasts();
}
