package dev.afterglow.studio.broadcast.store;

import dev.afterglow.studio.broadcast.Refusals;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/** Runs a reactive transaction and waits for it, on a virtual thread. */
final class Awaiting {

  // Far longer than any statement here takes, also the first one of a process on a busy machine; a
  // database that is slower counts as not answering.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Awaiting() {}

  static <T> T transaction(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(
          () -> Panache.withTransaction(work).ifNoItem().after(PATIENCE).fail());
    } catch (RuntimeException e) {
      throw Refusals.serviceUnavailable("postgres", e);
    } catch (Throwable e) {
      throw Refusals.serviceUnavailable("postgres", e);
    }
  }
}
