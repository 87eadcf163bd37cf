package dev.afterglow.registry.storage;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Brings an answer back to the context of whoever asked, on which its session lives. */
public final class CallersContext {
  private CallersContext() {}

  /** Runs work on the context of this moment; at once where there is none. */
  public static Executor now() {
    Context context = Vertx.currentContext();
    return work -> {
      if (context == null) {
        work.run();
      } else {
        context.runOnContext(_ -> work.run());
      }
    };
  }
}
