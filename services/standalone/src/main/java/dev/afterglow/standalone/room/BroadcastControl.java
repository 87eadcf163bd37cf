package dev.afterglow.standalone.room;

import com.google.rpc.ErrorInfo;
import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc.BroadcastServiceBlockingStub;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.api.studio.v1.EndBroadcastRequest;
import dev.afterglow.api.studio.v1.GetBroadcastRequest;
import dev.afterglow.api.studio.v1.GoLiveRequest;
import dev.afterglow.api.studio.v1.ListBroadcastsRequest;
import dev.afterglow.api.studio.v1.StartRehearsalRequest;
import dev.afterglow.standalone.failure.RunFailure;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes one broadcast through its life. */
public final class BroadcastControl {
  /** The first frame waits for shaders, the avatar and the encoder. */
  private static final long LIMIT_S = 60;

  /**
   * Reading takes milliseconds, and is asked again and again. Now and then a read is never
   * answered; whoever polls must not wait for that one until the time for all of them is over.
   */
  private static final long READ_LIMIT_S = 5;

  private static final int LEFT_OVERS = 50;
  private static final int LEFT_OVER_TRIES = 40;
  private static final int SLOT_TRIES = 20;
  private static final String NO_SLOT = "NO_WORKER_SLOT";
  private static final String REHEARSE = "start the rehearsal";

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

  /**
   * Ends every broadcast that still renders: an earlier run on the same data that was killed left
   * one, studio goes on with it as soon as the worker is back, and there is one slot. Tries for
   * {@value #LEFT_OVER_TRIES} s, as ending waits for the move, and then leaves it to the rehearsal
   * to say what is wrong.
   */
  public static void endLeftOvers(Channel studio) {
    for (int i = 0; i < LEFT_OVER_TRIES; i++) {
      List<Broadcast> rendering = rendering(studio);
      if (rendering.isEmpty()) {
        return;
      }
      for (Broadcast other : rendering) {
        try {
          new BroadcastControl(studio, other.getBroadcastId()).end();
        } catch (RunFailure notYet) {
          // Its worker is away, and studio is about to move it or to give it up.
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
      }
    }
  }

  private static List<Broadcast> rendering(Channel studio) {
    ListBroadcastsRequest request =
        ListBroadcastsRequest.newBuilder().setPageSize(LEFT_OVERS).build();
    BroadcastServiceBlockingStub stub =
        BroadcastServiceGrpc.newBlockingStub(studio).withDeadlineAfter(LIMIT_S, TimeUnit.SECONDS);
    List<Broadcast> known =
        Refusal.orSentence(
            "list the broadcasts", () -> stub.listBroadcasts(request).getBroadcastsList());
    return known.stream()
        .filter(
            it ->
                it.getState() == BroadcastState.BROADCAST_STATE_REHEARSING
                    || it.getState() == BroadcastState.BROADCAST_STATE_LIVE
                    || it.getState() == BroadcastState.BROADCAST_STATE_SLATE)
        .toList();
  }

  /**
   * Starts the rehearsal. What a killed run left holds the only slot until studio has moved it and
   * ended it, or has given it up; this tries for {@value #SLOT_TRIES} s before the refusal counts.
   */
  public Broadcast rehearse() {
    for (int i = 1; i < SLOT_TRIES; i++) {
      Optional<Broadcast> started = rehearseIfSlot();
      if (started.isPresent()) {
        return started.get();
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
    return Refusal.orSentence(REHEARSE, this::startRehearsal);
  }

  private Optional<Broadcast> rehearseIfSlot() {
    try {
      return Optional.of(startRehearsal());
    } catch (StatusRuntimeException e) {
      if (Refusal.reasonOf(e).map(ErrorInfo::getReason).filter(NO_SLOT::equals).isPresent()) {
        return Optional.empty();
      }
      throw Refusal.failure(REHEARSE, e);
    }
  }

  private Broadcast startRehearsal() {
    StartRehearsalRequest request =
        StartRehearsalRequest.newBuilder()
            .setRequestId(requestId())
            .setBroadcastId(broadcastId)
            .build();
    return stub().startRehearsal(request).getBroadcast();
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
