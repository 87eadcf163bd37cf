package dev.afterglow.platform.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How services of one installation know each other. */
@ConfigMapping(prefix = "afterglow.auth")
public interface AuthConfig {

  /**
   * The file whose first line is the token that every service of the installation sends and asks
   * for: 32 to 512 visible ASCII characters. Read once at start. There is no default, because a
   * token that everyone knows protects nothing: without the file a service does not start.
   */
  Optional<Path> serviceTokenFile();

  /**
   * Whether calls without a token are served. Off by default, and refused in the prod profile: it
   * is there for development and tests on one machine.
   */
  @WithDefault("false")
  boolean allowAnonymous();
}
