package dev.afterglow.registry.transparency.stamp.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set of timestamps on the log's heads. */
@ConfigMapping(prefix = "afterglow.registry.log.stamp")
public interface StampConfig {

  /**
   * The time-stamping authority's address, of HTTP or HTTPS (RFC 3161, 3.4). Without it heads are
   * not stamped. The authority learns a digest and nothing else, and signs what it answers.
   */
  Optional<URI> address();

  /**
   * The certificate of the key that the authority signs with, PEM or DER; several in one file while
   * it changes. Has to be set with the address: an authority that nobody knows proves nothing.
   */
  Optional<Path> certificateFile();

  /**
   * How often the newest head is stamped. Once an hour proves of each entry to the hour when it was
   * there at the latest, for some 9,000 tokens of 5 KiB a year.
   */
  @WithDefault("1h")
  Duration every();

  /** How long the authority may take for an answer. Nothing waits for it. */
  @WithDefault("10s")
  Duration patience();
}
