package dev.afterglow.registry.transparency.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the log's folder and its database do not belong together. */
@Readiness
@ApplicationScoped
public class LogReadiness implements HealthCheck {
  private final Sequencer sequencer;

  @Inject
  LogReadiness(Sequencer sequencer) {
    this.sequencer = sequencer;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("the log's folder belongs to its database")
        .status(!sequencer.apart())
        .build();
  }
}
