package dev.afterglow.platform.error;

import io.grpc.ServerCall;

/**
 * Hands events to the handler until one of them throws: then the call ends with that error, and the
 * handler hears of a cancellation, so that it frees what it holds.
 */
final class MappedListener<Q> extends ServerCall.Listener<Q> {

  private final ServerCall.Listener<Q> handler;
  private final MappedCall<Q, ?> call;

  MappedListener(ServerCall.Listener<Q> handler, MappedCall<Q, ?> call) {
    this.handler = handler;
    this.call = call;
  }

  @Override
  public void onMessage(Q message) {
    guarded(() -> handler.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    guarded(handler::onHalfClose);
  }

  @Override
  public void onReady() {
    guarded(handler::onReady);
  }

  @Override
  public void onCancel() {
    guarded(handler::onCancel);
  }

  @Override
  public void onComplete() {
    guarded(handler::onComplete);
  }

  private void guarded(Runnable event) {
    if (call.failed()) {
      return;
    }
    try {
      event.run();
    } catch (RuntimeException e) {
      call.fail(e);
      release();
    }
  }

  private void release() {
    try {
      handler.onCancel();
    } catch (RuntimeException e) {
      // The call has ended with the first error; a second one from cleaning up changes nothing.
      call.fail(e);
    }
  }
}
