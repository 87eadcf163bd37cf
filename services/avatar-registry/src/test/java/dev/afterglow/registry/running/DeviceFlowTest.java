package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.DeviceState;
import dev.afterglow.api.registry.v1.EnrolDeviceRequest;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.GetDeviceRequest;
import dev.afterglow.api.registry.v1.ListDevicesRequest;
import dev.afterglow.api.registry.v1.ListDevicesResponse;
import dev.afterglow.api.registry.v1.RevokeDeviceRequest;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.api.registry.v1.StartPairingResponse;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.drive.device.SignedBytes;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices, from the code that pairs one to its end. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class DeviceFlowTest {
  @TestHTTPResource URL url;
  @Inject Pool pool;
  private RegistryCaller registry;

  @BeforeEach
  void connect() {
    registry = new RegistryCaller(url);
    // Refusals of one test must not use up the budget of the next.
    MovableClock.forward(Duration.ofMinutes(2));
  }

  @AfterEach
  void disconnect() {
    registry.close();
  }

  @Test
  void shouldEnrolTheKeyWhenCodeAndProofAreRight() throws Exception {
    // Given
    String subject = registry.verified();
    StartPairingResponse pairing = start(subject);
    KeyPair pair = pair();

    // When
    Device enrolled = registry.devices.enrolDevice(enrolment(pairing.getCode(), pair)).getDevice();

    // Then
    assertThat(pairing.getCode()).matches("[" + PairingCode.ALPHABET + "]{8}");
    assertThat(Timestamps.toMillis(pairing.getExpireTime()))
        .isEqualTo(new MovableClock().instant().plus(Duration.ofMinutes(10)).toEpochMilli());
    assertThat(enrolled.getSubjectId()).isEqualTo(subject);
    assertThat(enrolled.getState()).isEqualTo(DeviceState.DEVICE_STATE_ACTIVE);
    assertThat(enrolled.getPublicKey().toByteArray())
        .isEqualTo(DeviceKey.of(pair.getPublic()).raw());
    assertThat(enrolled.hasRevokeTime()).isFalse();
    assertThat(get(enrolled.getDeviceId())).isEqualTo(enrolled);
  }

  @Test
  void shouldKeepNoCodeWhenOneIsOpen() {
    // Given
    String code = start(registry.verified()).getCode();

    // When
    List<String> rows =
        StreamSupport.stream(
                pool.query("select p::text from registry.pairing p")
                    .execute()
                    .await()
                    .atMost(Duration.ofSeconds(10))
                    .spliterator(),
                false)
            .map(row -> row.getString(0))
            .toList();

    // Then
    String hex = HexFormat.of().formatHex(code.getBytes(StandardCharsets.US_ASCII));
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(code) || row.contains(hex));
  }

  @Test
  void shouldGiveTheFirstAnswerWhenTheRequestIsRepeatedThoughTheCodeIsUsedUp() throws Exception {
    // Given
    EnrolDeviceRequest request = enrolment(start(registry.verified()).getCode(), pair());
    Device first = registry.devices.enrolDevice(request).getDevice();

    // When
    Device again = registry.devices.enrolDevice(request).getDevice();

    // Then
    assertThat(again).isEqualTo(first);
  }

  @Test
  void shouldRefuseWhenTheCodeIsUsedUpTooOldReplacedOrNobodys() throws Exception {
    // Given
    String subject = registry.verified();
    String used = start(subject).getCode();
    registry.devices.enrolDevice(enrolment(used, pair()));
    String replaced = start(subject).getCode();
    String old = start(subject).getCode();
    EnrolDeviceRequest guess = enrolment("22222222", pair());

    // When
    ThrowingCallable usedTwice = () -> registry.devices.enrolDevice(enrolment(used, pair()));
    ThrowingCallable afterAnother = () -> registry.devices.enrolDevice(enrolment(replaced, pair()));
    ThrowingCallable guessed = () -> registry.devices.enrolDevice(guess);
    Throwable[] early = {
      catchThrowable(usedTwice), catchThrowable(afterAnother), catchThrowable(guessed)
    };
    MovableClock.forward(Duration.ofMinutes(10));
    Throwable late = catchThrowable(() -> registry.devices.enrolDevice(enrolment(old, pair())));

    // Then
    for (Throwable refusal : early) {
      assertRefused(refusal, Status.Code.PERMISSION_DENIED, "PAIRING_CODE_REFUSED");
    }
    assertRefused(late, Status.Code.PERMISSION_DENIED, "PAIRING_CODE_REFUSED");
  }

  @Test
  void shouldRefuseTheProofAndKeepTheCodeWhenItIsOfAnotherKeyCodeOrPurpose() throws Exception {
    // Given
    String code = start(registry.verified()).getCode();
    KeyPair pair = pair();
    EnrolDeviceRequest right = enrolment(code, pair);
    byte[] otherPurpose = SignedBytes.batch(code.getBytes(StandardCharsets.US_ASCII));
    List<EnrolDeviceRequest> wrong =
        List.of(
            right.toBuilder().setProof(enrolment(code, pair()).getProof()).build(),
            right.toBuilder().setProof(enrolment("22222222", pair).getProof()).build(),
            right.toBuilder().setProof(ByteString.copyFrom(sign(pair, otherPurpose))).build(),
            right.toBuilder().setProof(ByteString.copyFrom(new byte[64])).build(),
            right.toBuilder().setPublicKey(ByteString.copyFrom(new byte[32])).build());

    // When
    List<Throwable> refusals = new ArrayList<>();
    for (EnrolDeviceRequest request : wrong) {
      refusals.add(catchThrowable(() -> registry.devices.enrolDevice(request)));
    }
    Device enrolled = registry.devices.enrolDevice(right).getDevice();

    // Then
    assertThat(refusals)
        .allSatisfy(
            it -> assertRefused(it, Status.Code.PERMISSION_DENIED, "PAIRING_PROOF_REFUSED"));
    assertThat(enrolled.getState()).isEqualTo(DeviceState.DEVICE_STATE_ACTIVE);
  }

  @Test
  void shouldRefuseWhenTheKeyIsThatOfADeviceThoughRevoked() throws Exception {
    // Given
    KeyPair pair = pair();
    Device first =
        registry
            .devices
            .enrolDevice(enrolment(start(registry.verified()).getCode(), pair))
            .getDevice();
    revoke(first.getDeviceId());
    EnrolDeviceRequest again = enrolment(start(registry.verified()).getCode(), pair);

    // When
    Throwable refusal = catchThrowable(() -> registry.devices.enrolDevice(again));

    // Then
    assertRefused(refusal, Status.Code.ALREADY_EXISTS, "DEVICE_KEY_TAKEN");
  }

  @Test
  void shouldRefuseACodeWhenThePersonIsUnknownOrNotVerified() {
    // Given
    String unverified = registry.begin("Wei").getSubjectId();

    // When
    Throwable unknown = catchThrowable(() -> start(RegistryCaller.id()));
    Throwable pending = catchThrowable(() -> start(unverified));

    // Then
    assertRefused(unknown, Status.Code.NOT_FOUND, "PERSON_NOT_FOUND");
    assertRefused(pending, Status.Code.FAILED_PRECONDITION, "PERSON_NOT_VERIFIED");
  }

  @Test
  void shouldNotCountWhenThePersonIsSuspendedAndNotEnrolThenEither() throws Exception {
    // Given
    String subject = registry.verified();
    Device device = paired(subject);
    String code = start(subject).getCode();
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());

    // When
    Device after = get(device.getDeviceId());
    Throwable refusal = catchThrowable(() -> registry.devices.enrolDevice(enrolment(code, pair())));

    // Then
    assertThat(after.getState()).isEqualTo(DeviceState.DEVICE_STATE_SUSPENDED);
    assertRefused(refusal, Status.Code.FAILED_PRECONDITION, "PERSON_NOT_VERIFIED");
  }

  @Test
  void shouldForgetLabelsAndRevokeWhenThePersonIsErased() throws Exception {
    // Given
    String subject = registry.verified();
    Device device = paired(subject);
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());

    // When
    Device after = get(device.getDeviceId());

    // Then
    assertThat(after.getState()).isEqualTo(DeviceState.DEVICE_STATE_REVOKED);
    assertThat(after.getLabel()).isEqualTo("erased");
  }

  @Test
  void shouldStayRevokedWhenRevokedTwice() throws Exception {
    // Given
    Device device = paired(registry.verified());

    // When
    Device first = revoke(device.getDeviceId());
    Device second = revoke(device.getDeviceId());

    // Then
    assertThat(first.getState()).isEqualTo(DeviceState.DEVICE_STATE_REVOKED);
    assertThat(first.hasRevokeTime()).isTrue();
    assertThat(second).isEqualTo(first);
    assertThat(get(device.getDeviceId())).isEqualTo(first);
    assertRefused(
        catchThrowable(() -> get(RegistryCaller.id())), Status.Code.NOT_FOUND, "DEVICE_NOT_FOUND");
    assertRefused(
        catchThrowable(() -> revoke(RegistryCaller.id())),
        Status.Code.NOT_FOUND,
        "DEVICE_NOT_FOUND");
  }

  @Test
  void shouldPageThroughTheDevicesOfOnePersonNewestFirstAndStopAtSixteen() throws Exception {
    // Given
    String subject = registry.verified();
    paired(registry.verified());
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      made.addFirst(paired(subject).getDeviceId());
    }

    // When
    List<String> listed = new ArrayList<>();
    String token = "";
    do {
      ListDevicesResponse page =
          registry.devices.listDevices(
              ListDevicesRequest.newBuilder()
                  .setSubjectId(subject)
                  .setPageSize(7)
                  .setPageToken(token)
                  .build());
      page.getDevicesList().forEach(it -> listed.add(it.getDeviceId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    Throwable seventeenth = catchThrowable(() -> paired(subject));

    // Then
    assertThat(listed).isEqualTo(made);
    assertRefused(seventeenth, Status.Code.RESOURCE_EXHAUSTED, "TOO_MANY_DEVICES");
  }

  private StartPairingResponse start(String subject) {
    return registry.devices.startPairing(
        StartPairingRequest.newBuilder().setSubjectId(subject).build());
  }

  private Device paired(String subject) throws GeneralSecurityException {
    return registry.devices.enrolDevice(enrolment(start(subject).getCode(), pair())).getDevice();
  }

  private Device get(String deviceId) {
    return registry
        .devices
        .getDevice(GetDeviceRequest.newBuilder().setDeviceId(deviceId).build())
        .getDevice();
  }

  private Device revoke(String deviceId) {
    return registry
        .devices
        .revokeDevice(
            RevokeDeviceRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setDeviceId(deviceId)
                .build())
        .getDevice();
  }

  private static KeyPair pair() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static byte[] sign(KeyPair pair, byte[] message) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(message);
    return signer.sign();
  }

  private static EnrolDeviceRequest enrolment(String code, KeyPair pair)
      throws GeneralSecurityException {
    DeviceKey key = DeviceKey.of(pair.getPublic());
    return EnrolDeviceRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setCode(code)
        .setPublicKey(ByteString.copyFrom(key.raw()))
        .setLabel("Studio 2 phone")
        .setProof(
            ByteString.copyFrom(sign(pair, SignedBytes.enrolment(new PairingCode(code), key))))
        .build();
  }

  private static void assertRefused(Throwable refusal, Status.Code code, String reason) {
    assertThat(refusal).isNotNull();
    assertThat(Status.fromThrowable(refusal).getCode()).isEqualTo(code);
    ErrorInfo info = RegistryCaller.info(refusal);
    assertThat(info.getReason()).isEqualTo(reason);
  }
}
