package dev.afterglow.registry.avatar.grpc;

import com.google.protobuf.ByteString;
import dev.afterglow.registry.fault.Faults;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An upload's messages: the header first, then pieces, each asked for only when the one before is
 * on disk. So a fast sender waits on the network's flow control and never in this process's memory.
 */
public final class UploadStream<M, H> implements StreamObserver<M> {
  private final ServerCallStreamObserver<?> call;
  private final Function<M, Optional<H>> headerOf;
  private final Function<M, Optional<ByteString>> chunkOf;
  private @Nullable UniEmitter<? super H> header;
  private Flow.@Nullable Subscriber<? super ByteBuffer> pieces;
  private boolean headerCame;
  private boolean ended;
  private @Nullable Throwable failure;

  /**
   * Reads an upload.
   *
   * @param headerOf the header in a message
   * @param chunkOf the bytes in a message
   */
  public UploadStream(
      ServerCallStreamObserver<?> call,
      Function<M, Optional<H>> headerOf,
      Function<M, Optional<ByteString>> chunkOf) {
    this.call = call;
    this.headerOf = headerOf;
    this.chunkOf = chunkOf;
  }

  /** The header; subscribing asks for it. */
  public Uni<H> header() {
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
  public Multi<ByteBuffer> pieces() {
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
  public synchronized void onNext(M message) {
    Optional<H> head = headerOf.apply(message);
    Optional<ByteString> chunk = chunkOf.apply(message);
    if (!headerCame && header != null) {
      headerCame = true;
      if (head.isPresent()) {
        header.complete(head.get());
      } else {
        header.fail(Faults.uploadBroken("the first message is no header", "header", "chunk"));
      }
    } else if (pieces != null) {
      if (chunk.isPresent()) {
        pieces.onNext(chunk.get().asReadOnlyByteBuffer());
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
