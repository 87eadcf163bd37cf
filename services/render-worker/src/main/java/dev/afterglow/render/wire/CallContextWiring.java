package dev.afterglow.render.wire;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * Where a call's messages are sent from: its connection's event loop, so that one thread writes it.
 */
final class CallContextWiring {
  private CallContextWiring() {}

  /** An executor that runs one task after the other, each on the present call's event loop. */
  static Executor ofThisCall() {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("a call is served on an event loop");
    }
    return task -> context.runOnContext(_ -> task.run());
  }
}
