package dev.afterglow.commerce.event;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Who may send events over HTTP. */
@ConfigMapping(prefix = "afterglow.commerce.events")
public interface EventConfig {
  /**
   * The file with the token that senders of events carry, 32 to 512 visible ASCII characters. It
   * lets in to this alone, unlike the service token, which is taken here too. Without the file only
   * the service token is.
   */
  Optional<Path> tokenFile();
}
