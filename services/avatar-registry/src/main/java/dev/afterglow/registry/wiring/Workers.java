package dev.afterglow.registry.wiring;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;

/** Runs what blocks (files, providers) on worker threads and comes back to the caller's own. */
@ApplicationScoped
public class Workers {
  private final Vertx vertx;

  /** Workers of an instance. */
  @Inject
  public Workers(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Runs it when subscribed; a null answer is an empty item. */
  public <T> Uni<T> call(Callable<T> blocking) {
    return Uni.createFrom()
        .completionStage(() -> vertx.executeBlocking(blocking, false).toCompletionStage());
  }
}
