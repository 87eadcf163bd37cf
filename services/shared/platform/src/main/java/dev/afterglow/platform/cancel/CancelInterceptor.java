package dev.afterglow.platform.cancel;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;

/**
 * Tells a handler that its caller has cancelled or gone away, also after the whole request is in.
 *
 * <p>Where gRPC shares the HTTP server, Vert.x 4 tells that only while the request is still coming
 * (eclipse-vertx/vert.x issue 5562): the handler of a server stream would go on for ever, and its
 * next message would be written to a stream that is no more. This interceptor watches the response
 * instead, and keeps such messages back.
 */
@ApplicationScoped
@GlobalInterceptor
public class CancelInterceptor implements ServerInterceptor, Prioritized {

  /** Outside everything else, so that everything else hears of it. */
  public static final int PRIORITY = 1100;

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    WatchedCall<Q, R> watched = new WatchedCall<>(call);
    WatchedListener<Q> listener =
        new WatchedListener<>(next.startCall(watched, headers), watched::leave);
    Context context = Vertx.currentContext();
    RoutingContext routing =
        context == null ? null : context.getLocal(RoutingContext.class.getName());
    if (routing != null) {
      routing
          .response()
          .closeHandler(
              _ -> {
                if (!watched.closed()) {
                  listener.onCancel();
                }
              });
    }
    return listener;
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }
}
