package dev.afterglow.platform.auth;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Decides at start who may call, and stops the start when that is not settled. */
public final class AuthWiring {

  private static final Log LOG = Log.of(AuthWiring.class);
  private static final String FILE = "afterglow.auth.service-token-file";
  private static final String ANONYMOUS = "afterglow.auth.allow-anonymous";

  /** Who may call this service. */
  @Produces
  @Singleton
  ServiceAccess access(AuthConfig config) {
    return access(config, LaunchMode.current() == LaunchMode.NORMAL);
  }

  static ServiceAccess access(AuthConfig config, boolean production) {
    if (config.serviceTokenFile().isPresent()) {
      return new ServiceAccess.Guarded(read(config.serviceTokenFile().get()));
    }
    if (!config.allowAnonymous()) {
      throw new IllegalStateException("Set " + FILE + " to a file that holds the service token.");
    }
    if (production) {
      throw new IllegalStateException(
          ANONYMOUS + " is for development and tests: set " + FILE + " instead.");
    }
    return new ServiceAccess.Anonymous();
  }

  private static ServiceToken read(Path file) {
    try {
      return ServiceToken.read(file);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new IllegalStateException(FILE + ": " + e.getMessage(), e);
    }
  }

  /** Resolves the decision before the first call instead of at it. */
  void atStart(@Observes StartupEvent start, ServiceAccess access) {
    switch (access) {
      case ServiceAccess.Guarded _ -> LOG.debug("calls need the service token");
      case ServiceAccess.Anonymous _ ->
          LOG.warn("calls need no token", LogKey.PROPERTY.is(ANONYMOUS));
    }
  }
}
