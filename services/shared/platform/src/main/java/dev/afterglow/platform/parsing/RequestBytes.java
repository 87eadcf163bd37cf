package dev.afterglow.platform.parsing;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;

/** Whether anything of a call's request has come: tells a message that is late from none at all. */
public final class RequestBytes {

  /** What gRPC puts before each message: a flag and the length. */
  private static final int PREFIX_BYTES = 5;

  private final LongSupplier read;

  private RequestBytes(LongSupplier read) {
    this.read = read;
  }

  /** Those of the call that is just beginning on this thread. */
  public static RequestBytes ofThisCall() {
    Context context = Vertx.currentContext();
    RoutingContext routing =
        context == null ? null : context.getLocal(RoutingContext.class.getName());
    if (routing == null) {
      return new RequestBytes(() -> PREFIX_BYTES);
    }
    HttpServerRequest request = routing.request();
    return new RequestBytes(request::bytesRead);
  }

  /** Whether a message came, though the handler may not have got it yet; ask at the call's end. */
  public boolean holdAMessage() {
    return read.getAsLong() >= PREFIX_BYTES;
  }
}
