package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.afterglow.api.capture.v1.CloseDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.Drive;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.GetDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.capture.device.KnownDevice;
import dev.afterglow.capture.drive.DriveRecord;
import dev.afterglow.capture.drive.DriveRecords;
import dev.afterglow.capture.token.TokenHash;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Devices as they drive in production: no service token, a key of their own, every batch signed.
 */
abstract class SignedDriveScene {
  static final String TOKEN = "t".repeat(40);
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @TestHTTPResource("/")
  URI address;

  @Inject HeldDevices registry;
  @Inject DriveRecords records;
  @Inject Clock clock;

  ManagedChannel stranger;
  Channel service;
  CaptureServiceBlockingStub capture;

  /** A service token, no unsigned drives, and a short memory of what the registry said. */
  public static class AsInProduction implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("service", ".token");
        file.toFile().deleteOnExit();
        Files.writeString(file, TOKEN);
        return Map.of(
            "afterglow.auth.service-token-file",
            file.toString(),
            "afterglow.capture.unsigned-drives",
            "false",
            "afterglow.capture.device.recheck",
            "200ms",
            "afterglow.capture.device.patience",
            "1s");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void connect() {
    stranger =
        NettyChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + TOKEN);
    service =
        ClientInterceptors.intercept(stranger, MetadataUtils.newAttachHeadersInterceptor(headers));
    capture = CaptureServiceGrpc.newBlockingStub(service);
    registry.away = false;
  }

  @AfterEach
  void disconnect() {
    stranger.shutdownNow();
  }

  String refused(Consumer<SigningDevice> act) throws Exception {
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    device.open(stranger);
    await(() -> opened(device).isPresent());
    act.accept(device);
    return end(device.stream());
  }

  static int sendUntilRefused(SigningDevice device) throws InterruptedException {
    int sent = 1;
    while (!device.stream().end.isDone()) {
      sent++;
      device.send(device.next(sent, HandDevice.nowUs()));
      Thread.sleep(50);
    }
    return sent;
  }

  SigningDevice enrolled(CreateDriveResponse created) {
    return enrolled(created, KnownDevice.Standing.ACTIVE);
  }

  SigningDevice enrolled(CreateDriveResponse created, KnownDevice.Standing standing) {
    SigningDevice device = new SigningDevice(created);
    registry.devices.put(device.deviceId, device.known(standing));
    return device;
  }

  static KnownDevice enrolledFor(SigningDevice device, String subjectId) {
    KnownDevice known = device.known(KnownDevice.Standing.ACTIVE);
    return new KnownDevice(known.deviceId(), subjectId, known.key(), known.standing());
  }

  CreateDriveResponse create() {
    return capture.createDrive(
        CreateDriveRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setBroadcastId(UUID.randomUUID().toString())
            .setDriverSubjectId(UUID.randomUUID().toString())
            .setAvatarId(UUID.randomUUID().toString())
            .build());
  }

  /** A drive like that one whose token has just expired. */
  CreateDriveResponse expired(CreateDriveResponse like) {
    String driveId = UUID.randomUUID().toString();
    String token = "e".repeat(43);
    long nowUs = clock.millis() * 1_000;
    records.keep(
        new DriveRecord(
            driveId,
            like.getDrive().getBroadcastId(),
            like.getDrive().getDriverSubjectId(),
            Optional.of(like.getDrive().getAvatarId()),
            nowUs - 10_000_000,
            nowUs - 1_000_000,
            TokenHash.of(token)));
    return like.toBuilder()
        .setDrive(like.getDrive().toBuilder().setDriveId(driveId))
        .setDriveToken(token)
        .build();
  }

  Drive get(CreateDriveResponse created) {
    return capture
        .getDrive(GetDriveRequest.newBuilder().setDriveId(created.getDrive().getDriveId()).build())
        .getDrive();
  }

  void close(CreateDriveResponse created) {
    capture.closeDrive(
        CloseDriveRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setDriveId(created.getDrive().getDriveId())
            .build());
  }

  static Optional<DriveOpened> opened(SigningDevice device) {
    return device.stream().heard.stream()
        .filter(OpenDriveResponse::hasOpened)
        .map(OpenDriveResponse::getOpened)
        .findFirst();
  }

  /** Samples that were captured, and not those that bridge a short hole. */
  static long shown(HandReader reader) {
    return reader.motion().stream().filter(it -> !it.getMotion().getBridged()).count();
  }

  static long acknowledged(SigningDevice device) {
    return device.stream().heard.stream()
        .filter(OpenDriveResponse::hasAck)
        .mapToLong(it -> it.getAck().getBatchSequence())
        .max()
        .orElse(0);
  }

  <Q, R> void callEmpty(MethodDescriptor<Q, R> method) {
    Q empty = method.parseRequest(ByteString.EMPTY.newInput());
    var call = stranger.newCall(method, CallOptions.DEFAULT);
    if (method.getType() == MethodDescriptor.MethodType.BIDI_STREAMING) {
      HandDevice device = new HandDevice(stranger);
      device.send(OpenDriveRequest.getDefaultInstance());
      throw Status.fromThrowable(ended(device)).asRuntimeException(trailers(ended(device)));
    }
    if (method.getType() == MethodDescriptor.MethodType.SERVER_STREAMING) {
      ClientCalls.blockingServerStreamingCall(call, empty).forEachRemaining(_ -> {});
    } else {
      var _ = ClientCalls.blockingUnaryCall(call, empty);
    }
  }

  static Throwable ended(HandDevice device) {
    try {
      return device.end.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static Metadata trailers(Throwable thrown) {
    return Status.trailersFromThrowable(thrown);
  }

  static String end(HandDevice device) throws Exception {
    return reason(device.end.get(20, TimeUnit.SECONDS));
  }

  static String reason(Throwable thrown) {
    return info(thrown).getReason();
  }

  static ErrorInfo info(Throwable thrown) {
    List<Any> details = StatusProto.fromThrowable(thrown).getDetailsList();
    try {
      return details.getFirst().unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting").isLessThan(until);
      Thread.sleep(5);
    }
  }
}
