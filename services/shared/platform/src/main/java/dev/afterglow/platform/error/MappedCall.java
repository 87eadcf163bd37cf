package dev.afterglow.platform.error;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * A call whose failure is mapped on its way out. After its end it swallows whatever still comes.
 */
final class MappedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

  private final GrpcErrorMapper mapper;
  private final BiConsumer<String, GrpcErrorMapper.Mapped> log;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean failed;

  MappedCall(
      ServerCall<Q, R> delegate,
      GrpcErrorMapper mapper,
      BiConsumer<String, GrpcErrorMapper.Mapped> log) {
    super(delegate);
    this.mapper = mapper;
    this.log = log;
  }

  /** Ends the call with what was thrown. */
  void fail(Throwable thrown) {
    failed = true;
    closeWith(mapper.map(thrown));
  }

  /** Whether {@link #fail} ended the call, so that the handler must hear no more of it. */
  boolean failed() {
    return failed;
  }

  @Override
  public void close(Status status, Metadata trailers) {
    if (!status.isOk()) {
      closeWith(mapper.map(status, trailers));
    } else if (closed.compareAndSet(false, true)) {
      super.close(status, trailers);
    }
  }

  private void closeWith(GrpcErrorMapper.Mapped failure) {
    if (closed.compareAndSet(false, true)) {
      log.accept(getMethodDescriptor().getFullMethodName(), failure);
      super.close(failure.status(), failure.trailers());
    }
  }

  @Override
  public void sendHeaders(Metadata headers) {
    if (!closed.get()) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public void sendMessage(R message) {
    if (!closed.get()) {
      super.sendMessage(message);
    }
  }

  @Override
  public void request(int numMessages) {
    if (!closed.get()) {
      super.request(numMessages);
    }
  }

  @Override
  public boolean isReady() {
    return !closed.get() && super.isReady();
  }

  @Override
  public boolean isCancelled() {
    return failed || super.isCancelled();
  }
}
