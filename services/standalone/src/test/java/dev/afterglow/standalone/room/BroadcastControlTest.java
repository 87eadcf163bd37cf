package dev.afterglow.standalone.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.api.studio.v1.EndBroadcastRequest;
import dev.afterglow.api.studio.v1.EndBroadcastResponse;
import dev.afterglow.api.studio.v1.GetBroadcastRequest;
import dev.afterglow.api.studio.v1.GetBroadcastResponse;
import dev.afterglow.api.studio.v1.ListBroadcastsRequest;
import dev.afterglow.api.studio.v1.ListBroadcastsResponse;
import dev.afterglow.api.studio.v1.StartRehearsalRequest;
import dev.afterglow.api.studio.v1.StartRehearsalResponse;
import dev.afterglow.standalone.failure.RunFailure;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BroadcastControlTest {
  private static final String ID = "0197f000-0000-7000-8000-0000000000b1";

  @Test
  void shouldReadAgainWhenAReadIsNeverAnswered() throws Exception {
    with(
        new SilentAtFirst(),
        channel -> {
          BroadcastControl control = new BroadcastControl(channel, ID);

          // When
          Optional<Broadcast> lost = control.ifKnown();
          Optional<Broadcast> next = control.ifKnown();

          // Then
          assertThat(lost).isEmpty();
          assertThat(next.map(Broadcast::getBroadcastId)).contains(ID);
        });
  }

  @Test
  void shouldRehearseOnceTheSlotIsFree() throws Exception {
    SlotTaken studio = new SlotTaken(2);
    with(
        studio,
        channel -> {
          // When
          Broadcast started = new BroadcastControl(channel, ID).rehearse();

          // Then
          assertThat(started.getBroadcastId()).isEqualTo(ID);
          assertThat(studio.requestIds).hasSize(3).doesNotHaveDuplicates();
        });
  }

  @Test
  void shouldNotTryAgainWhenTheRehearsalIsRefusedForGood() throws Exception {
    SlotTaken studio = new SlotTaken(Integer.MAX_VALUE, "WRONG_STATE");
    with(
        studio,
        channel -> {
          BroadcastControl control = new BroadcastControl(channel, ID);

          // When
          var thrown = assertThatThrownBy(control::rehearse);

          // Then
          thrown.isInstanceOf(RunFailure.class).hasMessageContaining("WRONG_STATE");
          assertThat(studio.requestIds).hasSize(1);
        });
  }

  @Test
  void shouldEndWhatAnEarlierRunLeft() throws Exception {
    LeftOvers studio = new LeftOvers();
    with(
        studio,
        channel -> {
          // When
          BroadcastControl.endLeftOvers(channel);

          // Then
          assertThat(studio.ended).containsExactlyInAnyOrder("rehearsing", "live", "slate");
        });
  }

  private interface Given {
    void run(ManagedChannel channel) throws Exception;
  }

  private static void with(BroadcastServiceGrpc.BroadcastServiceImplBase service, Given test)
      throws Exception {
    Server studio =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(service)
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", studio.getPort()).usePlaintext().build();
    try {
      test.run(channel);
    } finally {
      channel.shutdownNow();
      studio.shutdownNow();
    }
  }

  /** A studio that loses the first question. */
  private static final class SilentAtFirst extends BroadcastServiceGrpc.BroadcastServiceImplBase {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public void getBroadcast(
        GetBroadcastRequest request, StreamObserver<GetBroadcastResponse> caller) {
      if (asked.getAndIncrement() > 0) {
        caller.onNext(
            GetBroadcastResponse.newBuilder()
                .setBroadcast(Broadcast.newBuilder().setBroadcastId(request.getBroadcastId()))
                .build());
        caller.onCompleted();
      }
    }
  }

  /** A studio whose slot is taken for some calls. */
  private static final class SlotTaken extends BroadcastServiceGrpc.BroadcastServiceImplBase {
    private final List<String> requestIds = new CopyOnWriteArrayList<>();
    private final int refusals;
    private final String reason;

    SlotTaken(int refusals) {
      this(refusals, "NO_WORKER_SLOT");
    }

    SlotTaken(int refusals, String reason) {
      this.refusals = refusals;
      this.reason = reason;
    }

    @Override
    public void startRehearsal(
        StartRehearsalRequest request, StreamObserver<StartRehearsalResponse> caller) {
      requestIds.add(request.getRequestId());
      if (requestIds.size() <= refusals) {
        caller.onError(
            StatusProto.toStatusRuntimeException(
                com.google.rpc.Status.newBuilder()
                    .setCode(com.google.rpc.Code.RESOURCE_EXHAUSTED_VALUE)
                    .addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).build()))
                    .build()));
        return;
      }
      caller.onNext(
          StartRehearsalResponse.newBuilder()
              .setBroadcast(Broadcast.newBuilder().setBroadcastId(request.getBroadcastId()))
              .build());
      caller.onCompleted();
    }
  }

  /** A studio with broadcasts in every state; the live one cannot be ended at once. */
  private static final class LeftOvers extends BroadcastServiceGrpc.BroadcastServiceImplBase {
    private final Map<String, BroadcastState> states =
        new ConcurrentHashMap<>(
            Map.of(
                "created", BroadcastState.BROADCAST_STATE_CREATED,
                "rehearsing", BroadcastState.BROADCAST_STATE_REHEARSING,
                "live", BroadcastState.BROADCAST_STATE_LIVE,
                "slate", BroadcastState.BROADCAST_STATE_SLATE));
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final AtomicBoolean away = new AtomicBoolean(true);

    @Override
    public void listBroadcasts(
        ListBroadcastsRequest request, StreamObserver<ListBroadcastsResponse> caller) {
      ListBroadcastsResponse.Builder all = ListBroadcastsResponse.newBuilder();
      states.forEach(
          (id, state) ->
              all.addBroadcasts(Broadcast.newBuilder().setBroadcastId(id).setState(state)));
      caller.onNext(all.build());
      caller.onCompleted();
    }

    @Override
    public void endBroadcast(
        EndBroadcastRequest request, StreamObserver<EndBroadcastResponse> caller) {
      String id = request.getBroadcastId();
      if (id.equals("live") && away.getAndSet(false)) {
        caller.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      ended.add(id);
      states.put(id, BroadcastState.BROADCAST_STATE_ENDED);
      caller.onNext(EndBroadcastResponse.getDefaultInstance());
      caller.onCompleted();
    }
  }
}
