package dev.afterglow.platform.error;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;

/**
 * Maps the errors of every call, however they arise: thrown by the handler or an inner interceptor,
 * failed through a stream observer, or failed through a Mutiny pipeline; for unary calls and all
 * kinds of stream.
 */
@ApplicationScoped
@GlobalInterceptor
public class GrpcErrorInterceptor implements ServerInterceptor, Prioritized {

  /** Outside every interceptor of ours; a higher priority runs earlier. */
  public static final int PRIORITY = 1000;

  private static final Log LOG = Log.of(GrpcErrorInterceptor.class);

  private final GrpcErrorMapper mapper = new GrpcErrorMapper();

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    MappedCall<Q, R> mapped = new MappedCall<>(call, mapper, this::log);
    ServerCall.Listener<Q> listener;
    try {
      listener = next.startCall(mapped, headers);
    } catch (RuntimeException e) {
      mapped.fail(e);
      listener = new ServerCall.Listener<>() {};
    }
    return new MappedListener<>(listener, mapped);
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  private void log(String method, GrpcErrorMapper.Mapped failure) {
    AfterglowException fault = failure.fault();
    LOG.log(
        failure.level(),
        "call failed",
        fault.kind().blame() == Fault.Blame.OURS ? fault.cause() : null,
        LogKey.METHOD.is(method),
        LogKey.CODE.is(failure.status().getCode()),
        LogKey.REASON.is(fault.reason()));
  }
}
