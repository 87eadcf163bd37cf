package dev.afterglow.render.worker;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready without a drawing device or an encoder; the answer says which is missing. */
@Readiness
@ApplicationScoped
public class RendererHealth implements HealthCheck {
  private final Drawability drawability;

  RendererHealth(Drawability drawability) {
    this.drawability = drawability;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("renderer").withData("device", drawability.renderer());
    return drawability
        .missing()
        .map(missing -> answer.down().withData("missing", missing).build())
        .orElseGet(() -> answer.up().build());
  }
}
