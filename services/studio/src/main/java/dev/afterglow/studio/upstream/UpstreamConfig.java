package dev.afterglow.studio.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long other services may take. */
@ConfigMapping(prefix = "afterglow.studio.upstream")
public interface UpstreamConfig {

  /**
   * For an answer of the registry or the capture service. They answer in milliseconds; five seconds
   * is as long as an operator who pressed a button waits without pressing it again.
   */
  @WithDefault("5s")
  Duration deadline();

  /**
   * For an answer of a render worker. Starting a render fetches and checks an avatar of up to
   * hundreds of megabytes, hence longer.
   */
  @WithDefault("30s")
  Duration renderDeadline();
}
