package dev.afterglow.standalone.bench.capture;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.SubscribeDriveRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.UUID;

/** The real service. */
final class IngestTarget extends Target {
  /** As a render worker asks. */
  private static final int WORKERS_PIECES = 32;

  private final String token;
  private final ManagedChannel channel;
  private final CaptureServiceGrpc.CaptureServiceBlockingStub capture;

  IngestTarget(String name, int port, long pid, String token, DriveScript script)
      throws IOException {
    super(name, port, pid, script);
    this.token = token;
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    this.capture =
        CaptureServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  Session session() {
    CreateDriveResponse created =
        capture.createDrive(
            CreateDriveRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setBroadcastId(UUID.randomUUID().toString())
                .setDriverSubjectId(UUID.randomUUID().toString())
                .build());
    String driveId = created.getDrive().getDriveId();
    return new Session(
        driveId,
        DriveScript.open(driveId, created.getDriveToken(), System.nanoTime() / 1_000),
        SubscribeDriveRequest.newBuilder()
            .setDriveId(driveId)
            .setMostPieces(WORKERS_PIECES)
            .build()
            .toByteArray());
  }

  @Override
  String token() {
    return token;
  }

  @Override
  boolean relays() {
    return false;
  }

  @Override
  public void close() throws IOException {
    channel.shutdownNow();
    super.close();
  }
}
