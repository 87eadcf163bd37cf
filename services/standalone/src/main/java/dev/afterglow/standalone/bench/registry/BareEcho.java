package dev.afterglow.standalone.bench.registry;

import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A gRPC server in this process that answers the same messages and does nothing for them. */
final class BareEcho implements AutoCloseable {
  private final Server server;
  private final ManagedChannel channel;

  BareEcho(DecideResponse answer) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(
                new LicenceServiceGrpc.LicenceServiceImplBase() {
                  @Override
                  public void decide(
                      DecideRequest request, StreamObserver<DecideResponse> answers) {
                    answers.onNext(answer);
                    answers.onCompleted();
                  }
                })
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
  }

  LicenceServiceGrpc.LicenceServiceFutureStub stub() {
    return LicenceServiceGrpc.newFutureStub(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
