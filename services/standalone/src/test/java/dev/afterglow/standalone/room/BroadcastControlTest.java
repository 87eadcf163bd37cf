package dev.afterglow.standalone.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.api.studio.v1.GetBroadcastRequest;
import dev.afterglow.api.studio.v1.GetBroadcastResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BroadcastControlTest {
  private static final String ID = "0197f000-0000-7000-8000-0000000000b1";

  @Test
  void shouldReadAgainWhenAReadIsNeverAnswered() throws Exception {
    // Given
    Server studio =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new SilentAtFirst())
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", studio.getPort()).usePlaintext().build();
    try {
      BroadcastControl control = new BroadcastControl(channel, ID);

      // When
      Optional<Broadcast> lost = control.ifKnown();
      Optional<Broadcast> next = control.ifKnown();

      // Then
      assertThat(lost).isEmpty();
      assertThat(next.map(Broadcast::getBroadcastId)).contains(ID);
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
}
