package dev.afterglow.commerce.viewer;

import dev.afterglow.commerce.viewer.storage.PostgresViewerKeys;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.tenant.TenantConfig;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** Keys viewers' names where a secret and a database are set. */
@ApplicationScoped
public class ViewerWiring {
  private static final Log LOG = Log.of(ViewerWiring.class);

  private volatile boolean stopping;

  @Produces
  @Singleton
  ErasedViewers erased() {
    return new ErasedViewers();
  }

  /**
   * Names of viewers' own keys; without a secret as they were told.
   *
   * @throws IllegalStateException if there is a secret and no database that answers, or the secret
   *     cannot be read: the service does not start on names that could not be forgotten
   */
  @Produces
  @Singleton
  ViewerNames names(
      ViewerConfig config,
      @Any InjectableInstance<AgroalDataSource> databases,
      @Any InjectableInstance<Flyway> schema,
      TenantConfig tenant,
      ErasedViewers erased,
      Clock clock) {
    if (config.keyFile().isEmpty()) {
      return new ViewerNames(Optional.empty());
    }
    if (!databases.getHandle().getBean().isActive()) {
      throw new IllegalStateException(
          "afterglow.commerce.viewer.key-file needs quarkus.datasource.jdbc.url");
    }
    schema.get().migrate();
    Pseudonyms keyed =
        new Pseudonyms(
            new PostgresViewerKeys(databases.get(), tenant.name(), new SecureRandom()),
            ViewerSecret.read(config.keyFile().orElseThrow()),
            erased,
            clock);
    try {
      // Nobody who was erased may be counted, not even for a moment.
      keyed.learn();
    } catch (ViewerKeys.UnavailableException e) {
      throw new IllegalStateException("erased viewers cannot be read", e);
    }
    return new ViewerNames(Optional.of(keyed));
  }

  void atStart(@Observes StartupEvent event, ViewerNames names, ViewerConfig config) {
    names
        .keyed()
        .ifPresent(
            keyed -> Thread.ofVirtual().name("erased-look").start(() -> look(keyed, config)));
  }

  private void look(Pseudonyms keyed, ViewerConfig config) {
    boolean away = false;
    do {
      try {
        keyed.learn();
        away = false;
      } catch (ViewerKeys.UnavailableException e) {
        if (!away) {
          LOG.warn(
              "erased viewers cannot be read now",
              LogKey.EXCEPTION.is(String.valueOf(e.getMessage())));
        }
        away = true;
      }
    } while (paused(config.look()));
  }

  private boolean paused(Duration pause) {
    try {
      Thread.sleep(pause);
      return !stopping;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void atStop(@Observes ShutdownEvent event) {
    stopping = true;
  }
}
