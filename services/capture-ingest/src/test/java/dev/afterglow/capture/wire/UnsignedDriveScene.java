package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.GetDriveHealthRequest;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Drives as they are on a developer's machine: no token of a service, and nothing signed. */
abstract class UnsignedDriveScene {
  @TestHTTPResource("/")
  URI address;

  ManagedChannel channel;
  CaptureServiceBlockingStub capture;

  @BeforeEach
  void connect() {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    capture = CaptureServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  /** A drive of a broadcast and a person that nobody else has. */
  CreateDriveResponse create() {
    return capture.createDrive(
        CreateDriveRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setBroadcastId(UUID.randomUUID().toString())
            .setDriverSubjectId(UUID.randomUUID().toString())
            .build());
  }

  GetDriveHealthResponse health(CreateDriveResponse created) {
    return capture.getDriveHealth(
        GetDriveHealthRequest.newBuilder().setDriveId(created.getDrive().getDriveId()).build());
  }
}
