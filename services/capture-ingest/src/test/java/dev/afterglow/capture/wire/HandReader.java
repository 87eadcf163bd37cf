package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.SubscribeDriveRequest;
import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader that takes only as much as a test tells it to. */
final class HandReader
    implements ClientResponseObserver<SubscribeDriveRequest, SubscribeDriveResponse> {
  final List<SubscribeDriveResponse> pieces = new CopyOnWriteArrayList<>();
  final CompletableFuture<Throwable> end = new CompletableFuture<>();
  private final int first;
  private ClientCallStreamObserver<SubscribeDriveRequest> call;

  HandReader(Channel channel, String driveId, String cursor, int first) {
    this(
        channel,
        SubscribeDriveRequest.newBuilder().setDriveId(driveId).setCursor(cursor).build(),
        first);
  }

  HandReader(Channel channel, SubscribeDriveRequest request, int first) {
    this.first = first;
    CaptureServiceGrpc.newStub(channel).subscribeDrive(request, this);
  }

  static HandReader eager(Channel channel, String driveId) {
    return new HandReader(channel, driveId, "", Integer.MAX_VALUE);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<SubscribeDriveRequest> newCall) {
    call = newCall;
    newCall.disableAutoRequestWithInitial(first);
  }

  @Override
  public void onNext(SubscribeDriveResponse piece) {
    pieces.add(piece);
  }

  @Override
  public void onError(Throwable t) {
    end.complete(t);
  }

  @Override
  public void onCompleted() {
    end.complete(null);
  }

  void takeAll() {
    call.request(1_000_000);
  }

  void leave() {
    call.cancel("the reader goes away", null);
  }

  /** The captured motion; a busy machine may have bridged what it was late with. */
  List<SubscribeDriveResponse> motion() {
    return pieces.stream()
        .filter(SubscribeDriveResponse::hasMotion)
        .filter(piece -> !piece.getMotion().getBridged())
        .toList();
  }

  long voiceUs() {
    return pieces.stream()
        .filter(SubscribeDriveResponse::hasVoice)
        .mapToLong(piece -> piece.getVoice().getPcmS16Le().size() / 2 * 1_000_000L / 48_000)
        .sum();
  }

  long missingVoiceUs() {
    return pieces.stream()
        .filter(SubscribeDriveResponse::hasGap)
        .mapToLong(piece -> piece.getGap().getVoiceUs())
        .sum();
  }

  long missingMotion() {
    return pieces.stream()
        .filter(SubscribeDriveResponse::hasGap)
        .mapToLong(piece -> piece.getGap().getMotionSamples())
        .sum();
  }
}
