package dev.afterglow.standalone.room;

import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc.BroadcastServiceBlockingStub;
import dev.afterglow.api.studio.v1.EndBroadcastRequest;
import dev.afterglow.api.studio.v1.GetBroadcastRequest;
import dev.afterglow.api.studio.v1.GoLiveRequest;
import dev.afterglow.api.studio.v1.StartRehearsalRequest;
import dev.afterglow.standalone.failure.RunFailure;
import io.grpc.Channel;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Takes one broadcast through its life. */
public final class BroadcastControl {
  /** The first frame waits for shaders, the avatar and the encoder. */
  private static final long LIMIT_S = 60;

  /**
   * Reading takes milliseconds, and is asked again and again. Now and then a read is never
   * answered; whoever polls must not wait for that one until the time for all of them is over.
   */
  private static final long READ_LIMIT_S = 5;

  private final Channel studio;
  private final String broadcastId;

  /** Controls one broadcast over a channel to studio. */
  public BroadcastControl(Channel studio, String broadcastId) {
    this.studio = studio;
    this.broadcastId = broadcastId;
  }

  private BroadcastServiceBlockingStub stub() {
    return stub(LIMIT_S);
  }

  private BroadcastServiceBlockingStub stub(long limitS) {
    return BroadcastServiceGrpc.newBlockingStub(studio).withDeadlineAfter(limitS, TimeUnit.SECONDS);
  }

  private static String requestId() {
    return UUID.randomUUID().toString();
  }

  /** Starts the rehearsal. */
  public Broadcast rehearse() {
    StartRehearsalRequest request =
        StartRehearsalRequest.newBuilder()
            .setRequestId(requestId())
            .setBroadcastId(broadcastId)
            .build();
    return Refusal.orSentence(
        "start the rehearsal", () -> stub().startRehearsal(request).getBroadcast());
  }

  /** Goes live, or throws with every reason against it. */
  public Broadcast goLive() {
    GoLiveRequest request =
        GoLiveRequest.newBuilder().setRequestId(requestId()).setBroadcastId(broadcastId).build();
    return Refusal.orSentence("go live", () -> stub().goLive(request).getBroadcast());
  }

  /** Ends the broadcast; its recording is closed when this returns. */
  public Broadcast end() {
    EndBroadcastRequest request =
        EndBroadcastRequest.newBuilder()
            .setRequestId(requestId())
            .setBroadcastId(broadcastId)
            .build();
    return Refusal.orSentence(
        "end the broadcast", () -> stub().endBroadcast(request).getBroadcast());
  }

  /** The broadcast as it is now, or nothing while studio is away or out of breath. */
  public Optional<Broadcast> ifKnown() {
    try {
      return Optional.of(now());
    } catch (RunFailure away) {
      return Optional.empty();
    }
  }

  /** The broadcast as it is now. */
  public Broadcast now() {
    return Refusal.orSentence(
        "read the broadcast",
        () ->
            stub(READ_LIMIT_S)
                .getBroadcast(GetBroadcastRequest.newBuilder().setBroadcastId(broadcastId).build())
                .getBroadcast());
  }
}
