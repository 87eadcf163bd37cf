package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.DriveRing;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.session.DriveState;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One reader of a drive. It reads the ring only while the connection takes more, so a slow reader
 * holds nothing in memory but its place; what it misses, the ring's reader announces.
 */
final class OutboundGrpc {
  private static final Channels NONE =
      new Channels(List.of(), List.of(), Origin.UNKNOWN, Origin.UNKNOWN, false, "");

  private final DriveRing ring;
  private final DriveReader reader;
  private final ServerCallStreamObserver<SubscribeDriveResponse> worker;
  private final Executor onCall;
  private final Runnable wake = this::wake;
  private final AtomicBoolean woken = new AtomicBoolean();
  private Channels channels = NONE;
  // Set by whoever notices that the caller is gone, which the call itself tells only at a price:
  // each look at it goes through every interceptor.
  private volatile boolean left;

  OutboundGrpc(
      DriveRing ring,
      DriveReader reader,
      ServerCallStreamObserver<SubscribeDriveResponse> worker,
      Executor onCall) {
    this.ring = ring;
    this.reader = reader;
    this.worker = worker;
    this.onCall = onCall;
  }

  /** Begins to send. */
  void begin() {
    ring.addReader(wake);
    wake();
  }

  /** Something may be there to send, or the connection may take more. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      onCall.execute(this::drain);
    }
  }

  /** Stops; the ring forgets this reader. */
  void leave() {
    left = true;
    ring.removeReader(wake);
  }

  private void drain() {
    woken.set(false);
    while (!left && reader.ready() && worker.isReady()) {
      Optional<DriveReader.Read> read = reader.next();
      if (read.isEmpty()) {
        return;
      }
      send(read.get());
    }
  }

  private void send(DriveReader.Read read) {
    if (read.piece() instanceof Piece.Header header) {
      channels = header.channels();
    }
    worker.onNext(DriveMapper.piece(read, channels));
    if (read.piece() instanceof Piece.State state && state.name() == DriveState.Name.CLOSED) {
      leave();
      worker.onCompleted();
    }
  }
}
