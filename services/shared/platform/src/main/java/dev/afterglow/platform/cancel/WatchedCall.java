package dev.afterglow.platform.cancel;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/** A call that sends nothing any more once its caller has left. */
final class WatchedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private volatile boolean left;
  private volatile boolean closed;

  WatchedCall(ServerCall<Q, R> delegate) {
    super(delegate);
  }

  /** The caller has left. */
  void leave() {
    left = true;
  }

  /** Whether the handler has ended the call. */
  boolean closed() {
    return closed;
  }

  @Override
  public void sendHeaders(Metadata headers) {
    if (!left) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public void sendMessage(R message) {
    if (!left) {
      super.sendMessage(message);
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    closed = true;
    if (!left) {
      super.close(status, trailers);
    }
  }

  @Override
  public boolean isReady() {
    return !left && super.isReady();
  }

  @Override
  public boolean isCancelled() {
    return left || super.isCancelled();
  }
}
