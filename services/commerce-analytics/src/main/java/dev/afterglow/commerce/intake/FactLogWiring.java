package dev.afterglow.commerce.intake;

import dev.afterglow.commerce.meters.CommerceMeters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the log of facts. */
@ApplicationScoped
public class FactLogWiring {
  @Produces
  @Singleton
  FactLog factLog(FactLogConfig config, CommerceMeters meters) {
    FactLog log =
        FactLog.open(
            config.bootstrapServers(),
            config.factsTopic(),
            config.maxInFlight(),
            config.deliveryTimeout());
    meters.showInFlight(log::inFlight);
    return log;
  }

  void close(@Disposes FactLog log) {
    log.close();
  }
}
