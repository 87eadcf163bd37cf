package dev.afterglow.studio.broadcast.store;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How stream keys are kept. */
@ConfigMapping(prefix = "afterglow.studio.destination")
public interface DestinationConfig {

  /**
   * The file whose 32 bytes seal the URLs of destinations in the store, because they hold stream
   * keys. Made with random bytes and for the owner alone if it is not there; every studio of an
   * installation needs the same one. There is no default, because a key that everyone knows seals
   * nothing: without the file a broadcast with destination URLs is refused.
   */
  Optional<Path> keyFile();
}
