package dev.afterglow.platform.parsing;

import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Inject;

/**
 * Refuses requests that could not be read or never came, in calls of every kind, and compressed
 * ones: Vert.x drops a message whose decompression fails, and a small one may hold gigabytes.
 */
@ApplicationScoped
@GlobalInterceptor
public class ReadableInterceptor implements ServerInterceptor, Prioritized {

  /** Inside error mapper and authentication, outside whatever looks at messages. */
  public static final int PRIORITY = 850;

  private static final Metadata.Key<String> ENCODING =
      Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);

  private final MessageConfig config;

  /** An interceptor with a bound on messages. */
  @Inject
  public ReadableInterceptor(MessageConfig config) {
    this.config = config;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String encoding = headers.get(ENCODING);
    if (encoding != null && !encoding.equals("identity")) {
      throw Unreadable.malformed("messages may not be compressed");
    }
    boolean one = call.getMethodDescriptor().getType().clientSendsOneMessage();
    return new ReadableListener<>(next.startCall(call, headers), one, config.maxBytes());
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  private static final class ReadableListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final int mostBytes;
    private boolean waiting;

    private ReadableListener(ServerCall.Listener<Q> handler, boolean waiting, int mostBytes) {
      super(handler);
      this.waiting = waiting;
      this.mostBytes = mostBytes;
    }

    @Override
    public void onMessage(Q message) {
      Unreadable why = message instanceof Message checked ? Unreadable.of(checked) : null;
      if (why != null) {
        throw why.refusal(mostBytes);
      }
      waiting = false;
      super.onMessage(message);
    }

    @Override
    public void onHalfClose() {
      if (waiting) {
        throw Unreadable.malformed("the caller sent no request");
      }
      super.onHalfClose();
    }
  }
}
