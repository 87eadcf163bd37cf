package dev.afterglow.commerce.event;

import dev.afterglow.platform.auth.ServiceAccess;
import dev.afterglow.platform.auth.ServiceToken;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Decides who may send events; a token file that cannot be read stops the start. */
@ApplicationScoped
public class EventWiring {
  @Produces
  @Singleton
  EventAccess access(ServiceAccess services, EventConfig config) {
    return EventAccess.of(services, config.tokenFile().map(ServiceToken::read));
  }

  void atStart(@Observes StartupEvent start, EventAccess access) {
    var _ = access.senders();
  }
}
