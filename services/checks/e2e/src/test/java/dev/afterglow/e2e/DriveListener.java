package dev.afterglow.e2e;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.DriveGap;
import dev.afterglow.api.capture.v1.SubscribeDriveRequest;
import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import dev.afterglow.api.capture.v1.TimedMotion;
import dev.afterglow.api.capture.v1.TimedVoice;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader of a drive, as a render worker is one: keeps all that it is given. */
final class DriveListener implements StreamObserver<SubscribeDriveResponse>, AutoCloseable {
  final List<TimedMotion> captured = new CopyOnWriteArrayList<>();
  final List<TimedVoice> voice = new CopyOnWriteArrayList<>();
  final List<DriveGap> gaps = new CopyOnWriteArrayList<>();
  private final Context.CancellableContext call = Context.current().withCancellation();

  private DriveListener() {}

  /** Reads from now on. */
  static DriveListener open(Channel capture, String driveId) {
    DriveListener listener = new DriveListener();
    listener.call.run(
        () ->
            CaptureServiceGrpc.newStub(capture)
                .subscribeDrive(
                    SubscribeDriveRequest.newBuilder().setDriveId(driveId).build(), listener));
    return listener;
  }

  @Override
  public void onNext(SubscribeDriveResponse piece) {
    switch (piece.getPieceCase()) {
      case MOTION -> {
        if (!piece.getMotion().getBridged()) {
          captured.add(piece.getMotion());
        }
      }
      case VOICE -> voice.add(piece.getVoice());
      case GAP -> gaps.add(piece.getGap());
      default -> {}
    }
  }

  /** The sequences of the captured frames, in the order in which they came. */
  List<Long> sequences() {
    return captured.stream().map(it -> it.getSample().getSequence()).toList();
  }

  @Override
  public void onError(Throwable ended) {
    // The test looks at what has come.
  }

  @Override
  public void onCompleted() {
    // The drive has ended.
  }

  @Override
  public void close() {
    call.cancel(null);
  }
}
