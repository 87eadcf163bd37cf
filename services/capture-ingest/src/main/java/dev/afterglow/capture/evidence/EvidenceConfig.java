package dev.afterglow.capture.evidence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What an operator can set of the windows that go into the registry's log. */
@ConfigMapping(prefix = "afterglow.capture.evidence")
public interface EvidenceConfig {
  /**
   * Whether judged windows go into the registry's log. On, because a drive without evidence proves
   * nothing; off where there is no registry.
   */
  @WithDefault("true")
  boolean enabled();

  /**
   * How many windows may wait in Redis while the registry is away. Past it the oldest are thrown
   * away and counted; the log then shows a hole in the windows' numbers. 100,000 are some 100 MB
   * and half an hour of a hundred drives.
   */
  @WithDefault("100000")
  @Min(100)
  @Max(10_000_000)
  long maxWaiting();

  /** How many windows are handed in side by side. */
  @WithDefault("64")
  @Min(1)
  @Max(1_000)
  int atOnce();

  /** How long the registry may take for an answer before it counts as away. */
  @WithDefault("10s")
  Duration deadline();

  /** The longest pause between two tries while Redis or the registry is away. */
  @WithDefault("10s")
  Duration longestPause();
}
