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
  private final int mostPieces;
  private final Runnable wake = this::wake;
  private final AtomicBoolean woken = new AtomicBoolean();
  private Channels channels = NONE;
  // Set by whoever notices that the caller is gone, which the call itself tells only at a price:
  // each look at it goes through every interceptor.
  private volatile boolean left;

  /**
   * A reader to whom nothing is sent yet.
   *
   * @param mostPieces how many pieces may go into one message; below 1 is 1
   */
  OutboundGrpc(
      DriveRing ring,
      DriveReader reader,
      ServerCallStreamObserver<SubscribeDriveResponse> worker,
      Executor onCall,
      int mostPieces) {
    this.ring = ring;
    this.reader = reader;
    this.worker = worker;
    this.onCall = onCall;
    this.mostPieces = mostPieces;
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

  /** Sends a piece, with those that are there already behind it. */
  private void send(DriveReader.Read first) {
    SubscribeDriveResponse.Builder message = piece(first.piece());
    DriveReader.Read last = first;
    for (int pieces = 1; pieces < mostPieces && !ends(last) && reader.ready(); pieces++) {
      Optional<DriveReader.Read> read = reader.next();
      if (read.isEmpty()) {
        break;
      }
      last = read.get();
      message.addMore(piece(last.piece()));
    }
    worker.onNext(message.setCursor(last.next().text()).build());
    if (ends(last)) {
      leave();
      worker.onCompleted();
    }
  }

  private SubscribeDriveResponse.Builder piece(Piece piece) {
    if (piece instanceof Piece.Header header) {
      channels = header.channels();
    }
    return DriveMapper.piece(piece, channels);
  }

  private static boolean ends(DriveReader.Read read) {
    return read.piece() instanceof Piece.State state && state.name() == DriveState.Name.CLOSED;
  }
}
