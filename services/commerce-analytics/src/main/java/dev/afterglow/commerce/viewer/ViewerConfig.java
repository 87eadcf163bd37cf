package dev.afterglow.commerce.viewer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whether viewers are called by names of their own keys, which can be deleted. */
@ConfigMapping(prefix = "afterglow.commerce.viewer")
public interface ViewerConfig {

  /**
   * The file whose 32 bytes are this service's secret for viewers' names; it takes a database
   * beside it. Without it facts are logged under the pseudonyms that were told, and nobody can be
   * erased. Every process of an installation needs the same file, and a lost one turns every viewer
   * into somebody else.
   */
  Optional<Path> keyFile();

  /**
   * How often it is looked up who was erased elsewhere: until then another process may count them.
   */
  @WithDefault("PT5S")
  Duration look();
}
