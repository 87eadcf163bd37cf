package dev.afterglow.platform.health;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import dev.afterglow.platform.log.Log;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.quarkus.grpc.runtime.health.GrpcHealthStorage;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether this service is going away.
 *
 * <p>During Quarkus' shutdown delay {@code /q/health/ready} answers 503 by itself, but {@code
 * grpc.health.v1} keeps saying SERVING and new calls keep being served: this class sets the former
 * to NOT_SERVING, and whatever starts long work asks {@link #refuseIfDraining} first. Work that has
 * begun goes on.
 */
@ApplicationScoped
public class Drain {

  private static final Log LOG = Log.of(Drain.class);

  private final AtomicBoolean draining = new AtomicBoolean();
  private final List<GrpcHealthStorage> health;

  @Inject
  Drain(Instance<GrpcHealthStorage> health) {
    // There is none in a service without gRPC.
    this(health.stream().toList());
  }

  /** A drain that speaks through health stores. */
  public Drain(List<GrpcHealthStorage> health) {
    this.health = List.copyOf(health);
  }

  /** Whether new long work is refused. */
  public boolean draining() {
    return draining.get();
  }

  /**
   * Lets a caller begin long work.
   *
   * @throws AfterglowException UNAVAILABLE with reason DRAINING once the service goes away
   */
  public void refuseIfDraining() {
    if (draining.get()) {
      throw new AfterglowException(
          PlatformReason.DRAINING, Fault.UNAVAILABLE, "the service is going away, ask another");
    }
  }

  /** Begins to drain; doing so again changes nothing. */
  public void begin() {
    if (draining.compareAndSet(false, true)) {
      LOG.info("drain began");
      health.forEach(Drain::stopServing);
    }
  }

  private static void stopServing(GrpcHealthStorage health) {
    Set.copyOf(health.getStatuses().keySet())
        .forEach(service -> health.setStatus(service, ServingStatus.NOT_SERVING));
  }

  void atShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
    begin();
  }
}
