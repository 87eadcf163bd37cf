package dev.afterglow.studio.worker.grpc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

/** The implicit label of generated content (GB 45438-2025). */
@ConfigMapping(prefix = "afterglow.studio.aigc")
public interface AigcConfig {

  /**
   * Who produces the content: a name or 27-character code, 1 to 64 printable ASCII characters
   * without quote, backslash or space. The default says which software made it, which is true
   * wherever it runs; an installation that broadcasts to the public sets its own code.
   */
  @WithDefault("afterglow")
  @Pattern(regexp = "[!#-\\[\\]-~]{1,64}")
  String contentProducer();
}
