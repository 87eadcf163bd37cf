package dev.afterglow.registry.avatar.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Sends items as fast as the caller takes them: the next one is asked for when the call is ready.
 */
public final class PacedReply<T> implements MultiSubscriber<T> {
  private final ServerCallStreamObserver<T> call;
  private Flow.@Nullable Subscription subscription;
  private boolean asked;

  /** Sends over a call. */
  public PacedReply(ServerCallStreamObserver<T> call) {
    this.call = call;
    call.setOnReadyHandler(this::ask);
    call.setOnCancelHandler(this::cancel);
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    synchronized (this) {
      subscription = upstream;
    }
    ask();
  }

  private void ask() {
    Flow.Subscription upstream;
    synchronized (this) {
      upstream = subscription;
      if (upstream == null || asked || !call.isReady()) {
        return;
      }
      asked = true;
    }
    upstream.request(1);
  }

  private void cancel() {
    Flow.Subscription upstream;
    synchronized (this) {
      upstream = subscription;
    }
    if (upstream != null) {
      upstream.cancel();
    }
  }

  @Override
  public void onItem(T item) {
    synchronized (this) {
      asked = false;
    }
    call.onNext(item);
    ask();
  }

  @Override
  public void onFailure(Throwable failure) {
    call.onError(failure);
  }

  @Override
  public void onCompletion() {
    call.onCompleted();
  }
}
