package dev.afterglow.platform.cancel;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import java.util.concurrent.atomic.AtomicBoolean;

/** A handler that hears once at the most that its caller has left. */
final class WatchedListener<Q> extends SimpleForwardingServerCallListener<Q> {
  private final AtomicBoolean left = new AtomicBoolean();
  private final Runnable leave;

  WatchedListener(ServerCall.Listener<Q> delegate, Runnable leave) {
    super(delegate);
    this.leave = leave;
  }

  @Override
  public void onCancel() {
    if (left.compareAndSet(false, true)) {
      leave.run();
      super.onCancel();
    }
  }
}
