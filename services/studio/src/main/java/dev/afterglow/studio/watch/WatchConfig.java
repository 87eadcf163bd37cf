package dev.afterglow.studio.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How renders are followed. */
@ConfigMapping(prefix = "afterglow.studio.watch")
public interface WatchConfig {

  /** How often renders are looked after. A second, because workers report once a second. */
  @WithDefault("1s")
  Duration interval();

  /**
   * How often what renders used of their workers is told as facts; at a render's end it is told at
   * once. Half a minute, because a cost an hour does not change faster, and each telling is a fact.
   */
  @WithDefault("30s")
  Duration computeInterval();

  /**
   * The most renders that one studio follows. Each costs an open stream and a report a second; ten
   * thousand are far more than one studio was measured with, and bound its memory.
   */
  @WithDefault("10000")
  @Min(1)
  @Max(100_000)
  int maxRenders();
}
