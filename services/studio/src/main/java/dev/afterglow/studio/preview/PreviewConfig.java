package dev.afterglow.studio.preview;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The live picture for browsers. */
@ConfigMapping(prefix = "afterglow.studio.preview")
public interface PreviewConfig {

  /**
   * How many bytes may wait for one viewer before fragments are shed. About ten seconds of the
   * default picture: enough for a hiccup, and beyond that a jump is better than a delay.
   */
  @WithDefault("4194304")
  @Min(65_536)
  @Max(67_108_864)
  int maxQueuedBytes();

  /**
   * How many viewers one studio serves at once. The preview is for the people who run the room, not
   * for its audience; times the bytes above this bounds the memory.
   */
  @WithDefault("32")
  @Min(1)
  @Max(1_000)
  int maxClients();
}
