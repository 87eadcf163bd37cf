package dev.afterglow.commerce.show;

import dev.afterglow.commerce.engine.Engine;
import dev.afterglow.commerce.engine.Engine.NotServingException;
import dev.afterglow.commerce.ledger.RoomLedgers;
import dev.afterglow.commerce.show.storage.PostgresShows;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Keeps past shows where a database is set. Without one, or while it is away, rooms are counted and
 * shown as ever, and how they compare is unknown.
 */
@ApplicationScoped
public class ShowWiring {
  private static final Log LOG = Log.of(ShowWiring.class);

  private volatile boolean stopping;

  /** Where past shows are kept; empty where no database is set. */
  record Kept(Optional<ShopShows> shows) {}

  @Produces
  @Singleton
  Kept kept(@Any InjectableInstance<AgroalDataSource> databases, TenantConfig tenant) {
    boolean set = databases.getHandle().getBean().isActive();
    return new Kept(
        set ? Optional.of(new PostgresShows(databases.get(), tenant.name())) : Optional.empty());
  }

  @Produces
  @Singleton
  Comparison comparison(RoomLedgers ledgers, Kept kept, ShowConfig config, Clock clock) {
    return new Comparison(
        ledgers,
        new PastReader(
            kept.shows(), Thread.ofVirtual().name("shows-", 0)::start, config.fresh(), clock));
  }

  void atStart(
      @Observes StartupEvent event,
      Kept kept,
      @Any InjectableInstance<Flyway> schema,
      Engine engine,
      RoomLedgers ledgers,
      ShowConfig config,
      Clock clock) {
    if (kept.shows().isEmpty()) {
      LOG.info("no database is set: rooms are not compared with past shows");
      return;
    }
    ShowKeeper keeper =
        new ShowKeeper(engine, ledgers, kept.shows().orElseThrow(), config.quiet(), clock);
    Thread.ofVirtual().name("shows-look").start(() -> look(schema.get(), keeper, config));
  }

  private void look(Flyway schema, ShowKeeper keeper, ShowConfig config) {
    boolean ready = false;
    do {
      try {
        if (!ready) {
          schema.migrate();
          ready = true;
        }
        keeper.look();
      } catch (NotServingException e) {
        // Rooms are being restored; what is over stays so until the next look.
      } catch (ShopShows.UnavailableException e) {
        LOG.warn(
            "shows that are over cannot be kept now",
            LogKey.EXCEPTION.is(String.valueOf(e.getMessage())));
      } catch (FlywayException e) {
        LOG.warn(
            "the database for past shows does not answer",
            LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      } catch (RuntimeException e) {
        LOG.error("finished shows were not looked for", e);
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
