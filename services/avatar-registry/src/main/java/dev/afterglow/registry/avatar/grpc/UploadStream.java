package dev.afterglow.registry.avatar.grpc;

import dev.afterglow.api.registry.v1.UploadAvatarHeader;
import dev.afterglow.api.registry.v1.UploadAvatarRequest;
import dev.afterglow.registry.fault.Faults;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * An upload's messages: the header first, then pieces, each asked for only when the one before is
 * on disk. So a fast sender waits on the network's flow control and never in this process's memory.
 */
final class UploadStream implements StreamObserver<UploadAvatarRequest> {
  private final ServerCallStreamObserver<?> call;
  private @Nullable UniEmitter<? super UploadAvatarHeader> header;
  private Flow.@Nullable Subscriber<? super ByteBuffer> pieces;
  private boolean headerCame;
  private boolean ended;
  private @Nullable Throwable failure;

  UploadStream(ServerCallStreamObserver<?> call) {
    this.call = call;
  }

  /** The header; subscribing asks for it. */
  Uni<UploadAvatarHeader> header() {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              synchronized (this) {
                header = emitter;
              }
              call.request(1);
            });
  }

  /** The pieces after the header. */
  Multi<ByteBuffer> pieces() {
    return Multi.createFrom().publisher((Flow.Publisher<ByteBuffer>) this::subscribe);
  }

  private void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            call.request((int) Math.min(n, Integer.MAX_VALUE));
          }

          @Override
          public void cancel() {
            stop();
          }
        });
    synchronized (this) {
      pieces = subscriber;
      end();
    }
  }

  private synchronized void stop() {
    pieces = null;
  }

  @Override
  public synchronized void onNext(UploadAvatarRequest message) {
    if (!headerCame && header != null) {
      headerCame = true;
      if (message.hasHeader()) {
        header.complete(message.getHeader());
      } else {
        header.fail(Faults.uploadBroken("the first message is no header", "header", "chunk"));
      }
    } else if (pieces != null) {
      if (message.hasChunk()) {
        pieces.onNext(message.getChunk().asReadOnlyByteBuffer());
      } else {
        failure = Faults.uploadBroken("a second header came", "chunk", "header");
        ended = true;
        end();
      }
    }
  }

  @Override
  public synchronized void onError(Throwable thrown) {
    failure = thrown;
    ended = true;
    end();
  }

  @Override
  public synchronized void onCompleted() {
    ended = true;
    end();
  }

  private synchronized void end() {
    if (!ended) {
      return;
    }
    if (!headerCame && header != null) {
      headerCame = true;
      header.fail(
          failure == null ? Faults.uploadBroken("no header came", "header", "nothing") : failure);
    }
    Flow.Subscriber<? super ByteBuffer> waiting = pieces;
    pieces = null;
    if (waiting != null && failure != null) {
      waiting.onError(failure);
    } else if (waiting != null) {
      waiting.onComplete();
    }
  }
}
