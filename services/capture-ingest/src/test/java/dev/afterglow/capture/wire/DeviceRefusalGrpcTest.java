package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.PairDeviceRequest;
import dev.afterglow.api.capture.v1.PairDeviceResponse;
import dev.afterglow.api.capture.v1.SignedBatch;
import dev.afterglow.capture.device.KnownDevice;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a device is refused for, and which calls it may make at all. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@TestProfile(SignedDriveScene.AsInProduction.class)
@Timeout(60)
class DeviceRefusalGrpcTest extends SignedDriveScene {
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
    PairDeviceRequest request = pairing("7KQ2M9XD");
    CaptureServiceBlockingStub device = CaptureServiceGrpc.newBlockingStub(stranger);

    // When
    PairDeviceResponse paired = device.pairDevice(request);
    Throwable refused = catchThrowable(() -> device.pairDevice(pairing("22222222")));
    Throwable noCode = catchThrowable(() -> device.pairDevice(pairing("7KQ2M9XO")));

    // Then
    assertThat(paired.getDeviceId()).isEqualTo("0197aaaa-0000-7000-8000-0000000000aa");
    assertThat(registry.wishes.getFirst().label()).isEqualTo("Studio 2 phone");
    assertThat(reason(refused)).isEqualTo("PAIRING_REFUSED");
    assertThat(info(refused).getMetadataMap()).containsEntry("cause", "CODE");
    assertThat(reason(noCode)).isEqualTo("INVALID_FIELD");
  }

  @Test
  void shouldShutTheDoorToOneAddressAloneWhenItGuesses() {
    // Given
    CaptureServiceBlockingStub guesser = behindProxy("203.0.113.7");
    CaptureServiceBlockingStub presenter = behindProxy("203.0.113.8");
    List<String> reasons = new ArrayList<>();

    // When
    for (int i = 0; i < 12; i++) {
      reasons.add(reason(catchThrowable(() -> guesser.pairDevice(pairing("22222222")))));
    }
    Throwable right = catchThrowable(() -> guesser.pairDevice(pairing("7KQ2M9XD")));
    PairDeviceResponse other = presenter.pairDevice(pairing("7KQ2M9XD"));

    // Then
    assertThat(reasons.subList(0, 10)).containsOnly("PAIRING_REFUSED");
    assertThat(reasons.subList(10, 12)).containsOnly("TOO_MANY_PAIRING_ATTEMPTS");
    assertThat(reason(right)).isEqualTo("TOO_MANY_PAIRING_ATTEMPTS");
    assertThat(other.getDeviceId()).isNotEmpty();
  }

  private static PairDeviceRequest pairing(String code) {
    return PairDeviceRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setCode(code)
        .setPublicKey(ByteString.copyFrom(new byte[32]))
        .setLabel("Studio 2 phone")
        .setProof(ByteString.copyFrom(new byte[64]))
        .build();
  }

  /** As a proxy on this machine passes a caller on, which the tests' settings trust. */
  private CaptureServiceBlockingStub behindProxy(String address) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER), address);
    return CaptureServiceGrpc.newBlockingStub(stranger)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
