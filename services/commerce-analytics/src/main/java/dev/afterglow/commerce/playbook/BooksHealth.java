package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.ledger.KafkaTail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the facts are still read into the books of rooms and customers. */
@ApplicationScoped
public class BooksHealth {
  @Produces
  @Readiness
  HealthCheck books(KafkaTail facts) {
    return () -> HealthCheckResponse.named("books").status(facts.isAlive()).build();
  }
}
