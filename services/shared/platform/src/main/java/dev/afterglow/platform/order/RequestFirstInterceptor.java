package dev.afterglow.platform.order;

import dev.afterglow.platform.parsing.RequestBytes;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;

/**
 * Holds the end of a request back until the request itself is here.
 *
 * <p>With one port for HTTP and gRPC, Quarkus 3.32 starts a blocking handler on another thread, and
 * under load that handler hears that the caller has finished before it gets the caller's one
 * message; gRPC then ends the call with {@code INTERNAL: Half-closed without a request} (Quarkus
 * issue 48940). Calls whose caller sends one message are put right here; streams have no such rule.
 * The end of a call that sent nothing is passed on, so that it is refused and not left without an
 * answer.
 */
@ApplicationScoped
@GlobalInterceptor
public class RequestFirstInterceptor implements ServerInterceptor, Prioritized {

  /** Outside everything else, so that every other interceptor sees the right order. */
  public static final int PRIORITY = 1200;

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    RequestBytes bytes = RequestBytes.ofThisCall();
    ServerCall.Listener<Q> handler = next.startCall(call, headers);
    return call.getMethodDescriptor().getType().clientSendsOneMessage()
        ? new RequestFirst<>(handler, bytes)
        : handler;
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  /** Events of one call come one after the other, though on changing threads. */
  private static final class RequestFirst<Q> extends SimpleForwardingServerCallListener<Q> {
    private final RequestBytes bytes;
    private boolean requested;
    private boolean closedEarly;

    private RequestFirst(ServerCall.Listener<Q> handler, RequestBytes bytes) {
      super(handler);
      this.bytes = bytes;
    }

    @Override
    public void onMessage(Q message) {
      boolean close;
      synchronized (this) {
        requested = true;
        close = closedEarly;
        closedEarly = false;
      }
      super.onMessage(message);
      if (close) {
        super.onHalfClose();
      }
    }

    @Override
    public void onHalfClose() {
      synchronized (this) {
        if (!requested && bytes.holdAMessage()) {
          closedEarly = true;
          return;
        }
      }
      super.onHalfClose();
    }
  }
}
