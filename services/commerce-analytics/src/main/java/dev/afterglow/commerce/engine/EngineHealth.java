package dev.afterglow.commerce.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether rooms can be read, and whether they may ever be again without a restart. */
@ApplicationScoped
public class EngineHealth {
  @Produces
  @Readiness
  HealthCheck serving(Engine engine) {
    return () -> HealthCheckResponse.named("rooms").status(engine.isServing()).build();
  }

  @Produces
  @Liveness
  HealthCheck alive(Engine engine) {
    return () -> HealthCheckResponse.named("engine").status(engine.isAlive()).build();
  }
}
