package dev.afterglow.registry.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Where the vault's master key is. Without any of it, in a file beside the registry's other keys.
 */
@ConfigMapping(prefix = "afterglow.registry.kms")
public interface KmsConfig {

  /**
   * How long a call may take, connecting included. A verification waits for it while it holds a
   * connection to the database, so it is shorter than the callers' own limit of ten seconds.
   */
  @WithDefault("3s")
  @DurationMin(millis = 100)
  @DurationMax(seconds = 8)
  Duration patience();

  /**
   * How often subjects' keys that lie under an older version are looked for and rewrapped. After a
   * rotation nothing is in a hurry; an hour is soon enough before the old version is taken away.
   */
  @WithDefault("1h")
  @DurationMin(seconds = 1)
  Duration rewrapEvery();

  /** The Transit secrets engine of OpenBao or Vault. */
  Transit transit();

  /** A key in the Transit secrets engine. */
  interface Transit {
    /**
     * Its server, scheme, host and port: HTTPS, or an address of this machine. Without it the
     * master key is a file.
     */
    Optional<URI> address();

    /** Where the engine is mounted: its own default. */
    @WithDefault("transit")
    String mount();

    /** The key's name there, in the engine's own words. */
    @WithDefault("afterglow-registry")
    String key();

    /** The file with the token and nothing else, read at each call; the token is no setting. */
    Optional<Path> tokenFile();

    /**
     * The certificates of the authority that the server's is from, PEM; without it those that Java
     * trusts.
     */
    Optional<Path> caFile();

    /** The namespace; without it none. */
    Optional<String> namespace();
  }
}
