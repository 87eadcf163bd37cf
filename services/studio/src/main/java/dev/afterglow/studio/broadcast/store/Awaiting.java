package dev.afterglow.studio.broadcast.store;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.Refusals;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Runs a reactive transaction and waits for it, on a virtual thread. */
final class Awaiting {

  private static final Log LOG = Log.of(Awaiting.class);

  // Far longer than any statement here takes, also the first one of a process on a busy machine; a
  // database that is slower counts as not answering.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  // A session belongs to a Vert.x context. A thread that comes from a request or from a hint of a
  // change carries that one's context, in which another transaction may be running; a thread of our
  // own carries none and gets a fresh one.
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private Awaiting() {}

  static <T> T transaction(Supplier<Uni<T>> work) {
    try {
      return CompletableFuture.supplyAsync(() -> inFreshContext(work), THREADS).join();
    } catch (CompletionException e) {
      LOG.warn("store did not answer", LogKey.EXCEPTION.is(className(e)));
      throw Refusals.serviceUnavailable("postgres", e);
    }
  }

  private static String className(CompletionException wrapped) {
    Throwable cause = wrapped.getCause();
    return cause == null ? "none" : cause.getClass().getSimpleName();
  }

  private static <T> T inFreshContext(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(
          () -> Panache.withTransaction(work).ifNoItem().after(PATIENCE).fail());
    } catch (Throwable e) {
      throw new CompletionException(e);
    }
  }
}
