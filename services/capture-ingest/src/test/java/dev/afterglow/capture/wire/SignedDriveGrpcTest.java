package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import dev.afterglow.api.capture.v1.DriveChain;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.GetDriveHealthRequest;
import dev.afterglow.api.capture.v1.GetDriveRequest;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.capture.v1.PairDeviceRequest;
import dev.afterglow.api.capture.v1.PairDeviceResponse;
import dev.afterglow.api.capture.v1.SignedBatch;
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
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Devices as they drive in production: no service token, a key of their own, every batch signed.
 */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@TestProfile(SignedDriveGrpcTest.AsInProduction.class)
@Timeout(60)
class SignedDriveGrpcTest {
  private static final String TOKEN = "t".repeat(40);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @TestHTTPResource("/")
  URI address;

  @Inject HeldDevices registry;
  @Inject DriveRecords records;
  @Inject Clock clock;

  private ManagedChannel stranger;
  private Channel service;
  private CaptureServiceBlockingStub capture;

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

  @Test
  void shouldAskForTheServiceTokenAtEveryCallButTheTwoOfDevices() {
    // Given
    Set<String> open = new TreeSet<>();

    // When
    for (MethodDescriptor<?, ?> method : CaptureServiceGrpc.getServiceDescriptor().getMethods()) {
      Throwable refusal = catchThrowable(() -> callEmpty(method));
      if (!reason(refusal).equals("TOKEN_REFUSED")) {
        open.add(method.getBareMethodName());
      }
    }

    // Then
    assertThat(open).containsExactly("OpenDrive", "PairDevice");
  }

  @Test
  void shouldHandOnAndKeepTheChainWhenBatchesAreSigned() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    HandReader reader = HandReader.eager(service, created.getDrive().getDriveId());
    device.open(stranger);
    await(() -> opened(device).isPresent());

    // When
    long nowUs = HandDevice.nowUs();
    for (int i = 1; i <= 20; i++) {
      device.send(device.next(i, nowUs + i * 1_000L));
    }
    await(() -> acknowledged(device) == 20);
    Drive drive = get(created);

    // Then
    assertThat(opened(device).orElseThrow().getAvatarId())
        .isEqualTo(created.getDrive().getAvatarId())
        .isNotEmpty();
    assertThat(opened(device).orElseThrow().getLastBatchSequence()).isZero();
    await(() -> shown(reader) == 20);
    assertThat(drive.getChainsList())
        .containsExactly(
            DriveChain.newBuilder()
                .setDeviceId(device.deviceId)
                .setBatches(20)
                .setLastSha256(device.lastSha256())
                .build());
    close(created);
  }

  @Test
  void shouldResumeAtTheLastBatchAndAcknowledgeRepeatedOnesWhenTheConnectionWasLost()
      throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    HandReader reader = HandReader.eager(service, created.getDrive().getDriveId());
    device.open(stranger);
    await(() -> opened(device).isPresent());
    long nowUs = HandDevice.nowUs();
    SignedBatch first = device.next(1, nowUs);
    SignedBatch second = device.next(2, nowUs + 1_000);
    device.send(first);
    device.send(second);
    await(() -> shown(reader) == 2);
    ByteString head = device.lastSha256();
    device.stream().leave();
    await(() -> get(created).getChains(0).getBatches() == 2);

    // When
    device.open(stranger);
    await(() -> opened(device).isPresent());
    device.send(first);
    device.send(second);
    device.send(device.next(3, HandDevice.nowUs()));
    await(() -> acknowledged(device) == 3);

    // Then
    assertThat(opened(device).orElseThrow().getLastBatchSequence()).isEqualTo(2);
    assertThat(opened(device).orElseThrow().getLastBatchSha256()).isEqualTo(head);
    assertThat(device.stream().end).isNotDone();
    await(() -> shown(reader) == 3);
    assertThat(reader.missingMotion()).isZero();
    close(created);
  }

  @Test
  void shouldKeepLateBatchesAsEvidenceAndTellReadersOfAGapWhenTheDeviceWasAway() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    HandReader reader = HandReader.eager(service, created.getDrive().getDriveId());
    device.open(stranger);
    await(() -> opened(device).isPresent());
    long nowUs = HandDevice.nowUs();
    device.send(device.next(1, nowUs));
    await(() -> acknowledged(device) == 1);
    device.stream().leave();

    // When: 30 seconds that could not be sent, then the present
    await(() -> get(created).getState().name().endsWith("LOST"));
    device.open(stranger);
    await(() -> opened(device).isPresent());
    for (int i = 2; i <= 301; i++) {
      device.send(device.next(i, nowUs - 31_000_000 + (i - 1) * 100_000L));
    }
    device.send(device.next(302, HandDevice.nowUs()));
    device.send(device.next(303, HandDevice.nowUs() + 1_000));
    await(() -> acknowledged(device) == 303);

    // Then
    await(
        () ->
            reader.motion().stream()
                .anyMatch(it -> it.getMotion().getSample().getSequence() == 303));
    assertThat(reader.missingMotion()).isPositive();
    assertThat(reader.motion())
        .allMatch(it -> it.getMotion().getSample().getDeviceTimeUs() >= nowUs - 2_000_000);
    assertThat(get(created).getChains(0).getBatches()).isEqualTo(303);
    close(created);
  }

  @Test
  void shouldCountAsASoftwareKeyWhenTheDeviceSigns() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    device.open(stranger);
    await(() -> opened(device).isPresent());

    // When
    long startUs = HandDevice.nowUs() - 1_500_000;
    for (int i = 1; i <= 70; i++) {
      device.send(device.next(i, startUs + i * 40_000L));
    }
    GetDriveHealthRequest health =
        GetDriveHealthRequest.newBuilder().setDriveId(created.getDrive().getDriveId()).build();
    await(() -> capture.getDriveHealth(health).hasNewestWindow());

    // Then
    assertThat(capture.getDriveHealth(health).getNewestWindow().getReadingsList())
        .filteredOn(it -> it.getMeasure() == LivenessMeasure.LIVENESS_MEASURE_ATTESTATION)
        .singleElement()
        .extracting(it -> it.getValue())
        .isEqualTo(2.0);
    close(created);
  }

  @Test
  void shouldNameTheReasonWhenTheDeviceIsNotTheDrivers() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice unknown = new SigningDevice(created);
    SigningDevice revoked = enrolled(created, KnownDevice.Standing.REVOKED);
    SigningDevice suspended = enrolled(created, KnownDevice.Standing.SUSPENDED);
    SigningDevice another = new SigningDevice(created);
    registry.devices.put(another.deviceId, enrolledFor(another, UUID.randomUUID().toString()));
    SigningDevice unconfirmed = enrolled(created);

    // When
    String[] reasons = {
      end(unknown.open(stranger)),
      end(revoked.open(stranger)),
      end(suspended.open(stranger)),
      end(another.open(stranger))
    };
    registry.away = true;
    String away = end(unconfirmed.open(stranger));

    // Then
    assertThat(reasons)
        .containsExactly(
            "DEVICE_UNKNOWN", "DEVICE_REVOKED", "DEVICE_REVOKED", "DEVICE_OF_ANOTHER_PERSON");
    assertThat(away).isEqualTo("DEVICE_UNCONFIRMED");
  }

  @Test
  void shouldNameTheReasonWhenATokenIsWrongExpiredOfAnotherSessionOrReplayed() throws Exception {
    // Given
    CreateDriveResponse created = create();
    CreateDriveResponse other = create();
    SigningDevice device = enrolled(created);
    CreateDriveResponse expired = expired(created);
    CreateDriveResponse swapped = created.toBuilder().setDriveToken(other.getDriveToken()).build();
    device.open(stranger);
    await(() -> opened(device).isPresent());

    // When
    String wrong =
        end(enrolled(created.toBuilder().setDriveToken("x".repeat(43)).build()).open(stranger));
    String tooOld = end(enrolled(expired).open(stranger));
    String ofAnother = end(enrolled(swapped).open(stranger));
    String replayed = end(enrolled(created).open(stranger));

    // Then
    assertThat(wrong).isEqualTo("DRIVE_TOKEN_REFUSED");
    assertThat(tooOld).isEqualTo("DRIVE_TOKEN_REFUSED");
    assertThat(ofAnother).isEqualTo("DRIVE_TOKEN_REFUSED");
    assertThat(replayed).isEqualTo("DRIVE_ALREADY_OPEN");
    assertThat(device.stream().end).isNotDone();
    close(created);
  }

  @Test
  void shouldNameTheReasonWhenABatchIsNotAsItShouldBe() throws Exception {
    // Given
    String anyone = UUID.randomUUID().toString();
    SigningDevice other = new SigningDevice(create());

    // When / Then
    assertThat(refused(it -> it.send(other.next(1, 1)))).isEqualTo("BATCH_SIGNATURE_REFUSED");
    assertThat(refused(it -> it.send(it.signed(it.batch(1, 1).setDriveId(anyone).build()))))
        .isEqualTo("BATCH_OF_ANOTHER_DRIVE");
    assertThat(refused(it -> it.send(it.signed(it.batch(1, 1).clearAvatarId().build()))))
        .isEqualTo("BATCH_OF_ANOTHER_DRIVE");
    assertThat(refused(it -> it.send(it.signed(it.batch(1, 1).setBatchSequence(2).build()))))
        .isEqualTo("BATCH_CHAIN_BROKEN");
    assertThat(
            refused(
                it ->
                    it.send(
                        it.signed(
                            it.batch(1, 1)
                                .setPreviousSha256(ByteString.copyFrom(new byte[31]))
                                .build()))))
        .isEqualTo("BATCH_CHAIN_BROKEN");
    assertThat(
            refused(
                it -> {
                  SignedBatch fork = it.signed(it.batch(2, HandDevice.nowUs()).build());
                  it.send(it.next(1, HandDevice.nowUs()));
                  it.send(fork);
                }))
        .isEqualTo("BATCH_CHAIN_BROKEN");
    assertThat(refused(it -> it.send(it.signed(new byte[] {1, 2, 3}))))
        .isEqualTo("BATCH_MALFORMED");
    assertThat(refused(it -> it.stream().motion(1, HandDevice.nowUs(), 1, 0.5f)))
        .isEqualTo("SIGNATURE_REQUIRED");
    assertThat(refused(it -> it.stream().voice(1, HandDevice.nowUs())))
        .isEqualTo("SIGNATURE_REQUIRED");
  }

  @Test
  void shouldRefuseAnUnsignedDriveWhenTheSettingDoesNotAllowIt() throws Exception {
    // Given
    CreateDriveResponse created = create();
    HandDevice device = new HandDevice(stranger);

    // When
    device.open(created.getDrive().getDriveId(), created.getDriveToken(), "jawOpen");

    // Then
    assertThat(end(device)).isEqualTo("SIGNATURE_REQUIRED");
  }

  @Test
  void shouldEndTheStreamWhenTheDeviceIsRevokedMeanwhile() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    device.open(stranger);
    await(() -> opened(device).isPresent());
    device.send(device.next(1, HandDevice.nowUs()));
    await(() -> acknowledged(device) == 1);

    // When
    registry.become(device.deviceId, KnownDevice.Standing.REVOKED);
    int sent = sendUntilRefused(device);

    // Then
    assertThat(end(device.stream())).as("after %d batches", sent).isEqualTo("DEVICE_REVOKED");
  }

  @Test
  void shouldEndTheStreamWhenTheRegistryIsAwayForLongerThanItsPatience() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    device.open(stranger);
    await(() -> opened(device).isPresent());

    // When
    registry.away = true;
    int sent = sendUntilRefused(device);

    // Then
    assertThat(end(device.stream())).as("after %d batches", sent).isEqualTo("DEVICE_UNCONFIRMED");
  }

  @Test
  void shouldForwardThePairingWithoutAServiceTokenWhenADeviceAsks() {
    // Given
    PairDeviceRequest request =
        PairDeviceRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCode("7KQ2M9XD")
            .setPublicKey(ByteString.copyFrom(new byte[32]))
            .setLabel("Studio 2 phone")
            .setProof(ByteString.copyFrom(new byte[64]))
            .build();
    CaptureServiceBlockingStub device = CaptureServiceGrpc.newBlockingStub(stranger);

    // When
    PairDeviceResponse paired = device.pairDevice(request);
    Throwable refused =
        catchThrowable(() -> device.pairDevice(request.toBuilder().setCode("22222222").build()));
    Throwable noCode =
        catchThrowable(() -> device.pairDevice(request.toBuilder().setCode("7KQ2M9XO").build()));

    // Then
    assertThat(paired.getDeviceId()).isEqualTo("0197aaaa-0000-7000-8000-0000000000aa");
    assertThat(registry.wishes.getFirst().label()).isEqualTo("Studio 2 phone");
    assertThat(reason(refused)).isEqualTo("PAIRING_REFUSED");
    assertThat(info(refused).getMetadataMap()).containsEntry("cause", "CODE");
    assertThat(reason(noCode)).isEqualTo("INVALID_FIELD");
  }

  private String refused(Consumer<SigningDevice> act) throws Exception {
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    device.open(stranger);
    await(() -> opened(device).isPresent());
    act.accept(device);
    return end(device.stream());
  }

  private static int sendUntilRefused(SigningDevice device) throws InterruptedException {
    int sent = 1;
    while (!device.stream().end.isDone()) {
      sent++;
      device.send(device.next(sent, HandDevice.nowUs()));
      Thread.sleep(50);
    }
    return sent;
  }

  private SigningDevice enrolled(CreateDriveResponse created) {
    return enrolled(created, KnownDevice.Standing.ACTIVE);
  }

  private SigningDevice enrolled(CreateDriveResponse created, KnownDevice.Standing standing) {
    SigningDevice device = new SigningDevice(created);
    registry.devices.put(device.deviceId, device.known(standing));
    return device;
  }

  private static KnownDevice enrolledFor(SigningDevice device, String subjectId) {
    KnownDevice known = device.known(KnownDevice.Standing.ACTIVE);
    return new KnownDevice(known.deviceId(), subjectId, known.key(), known.standing());
  }

  private CreateDriveResponse create() {
    return capture.createDrive(
        CreateDriveRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setBroadcastId(UUID.randomUUID().toString())
            .setDriverSubjectId(UUID.randomUUID().toString())
            .setAvatarId(UUID.randomUUID().toString())
            .build());
  }

  /** A drive like that one whose token has just expired. */
  private CreateDriveResponse expired(CreateDriveResponse like) {
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

  private Drive get(CreateDriveResponse created) {
    return capture
        .getDrive(GetDriveRequest.newBuilder().setDriveId(created.getDrive().getDriveId()).build())
        .getDrive();
  }

  private void close(CreateDriveResponse created) {
    capture.closeDrive(
        CloseDriveRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setDriveId(created.getDrive().getDriveId())
            .build());
  }

  private static Optional<DriveOpened> opened(SigningDevice device) {
    return device.stream().heard.stream()
        .filter(OpenDriveResponse::hasOpened)
        .map(OpenDriveResponse::getOpened)
        .findFirst();
  }

  /** Samples that were captured, and not those that bridge a short hole. */
  private static long shown(HandReader reader) {
    return reader.motion().stream().filter(it -> !it.getMotion().getBridged()).count();
  }

  private static long acknowledged(SigningDevice device) {
    return device.stream().heard.stream()
        .filter(OpenDriveResponse::hasAck)
        .mapToLong(it -> it.getAck().getBatchSequence())
        .max()
        .orElse(0);
  }

  private <Q, R> void callEmpty(MethodDescriptor<Q, R> method) {
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

  private static Throwable ended(HandDevice device) {
    try {
      return device.end.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Metadata trailers(Throwable thrown) {
    return Status.trailersFromThrowable(thrown);
  }

  private static String end(HandDevice device) throws Exception {
    return reason(device.end.get(20, TimeUnit.SECONDS));
  }

  private static String reason(Throwable thrown) {
    return info(thrown).getReason();
  }

  private static ErrorInfo info(Throwable thrown) {
    List<Any> details = StatusProto.fromThrowable(thrown).getDetailsList();
    try {
      return details.getFirst().unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting").isLessThan(until);
      Thread.sleep(5);
    }
  }
}
