package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.DeviceService;
import dev.afterglow.api.registry.v1.DeviceState;
import dev.afterglow.api.registry.v1.EnrolDeviceRequest;
import dev.afterglow.api.registry.v1.EnrolDeviceResponse;
import dev.afterglow.api.registry.v1.GetDeviceRequest;
import dev.afterglow.api.registry.v1.GetDeviceResponse;
import dev.afterglow.api.registry.v1.ListDevicesRequest;
import dev.afterglow.api.registry.v1.ListDevicesResponse;
import dev.afterglow.api.registry.v1.RevokeDeviceRequest;
import dev.afterglow.api.registry.v1.RevokeDeviceResponse;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.api.registry.v1.StartPairingResponse;
import dev.afterglow.capture.device.DeviceRegistry.Enrolment;
import dev.afterglow.capture.device.KnownDevice;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What capture-ingest makes of the registry's words, and of its silence. */
class RegistryDevicesGrpcTest {
  private static final String DEVICE = "0197aaaa-0000-7000-8000-0000000000aa";
  private static final String PERSON = "0197aaaa-0000-7000-8000-0000000000bb";
  // Of RFC 8032, section 7.1, test 1.
  private static final byte[] KEY =
      HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  private final WordedRegistry words = new WordedRegistry();
  private final RegistryDevicesGrpc devices =
      new RegistryDevicesGrpc(words, Duration.ofMillis(100));

  @ParameterizedTest
  @CsvSource({
    "DEVICE_STATE_ACTIVE, ACTIVE",
    "DEVICE_STATE_SUSPENDED, SUSPENDED",
    "DEVICE_STATE_REVOKED, REVOKED",
    "DEVICE_STATE_UNSPECIFIED, SUSPENDED",
  })
  void shouldKnowTheDeviceWhenTheRegistryDoes(DeviceState state, KnownDevice.Standing standing) {
    // Given
    words.found = Uni.createFrom().item(found(device(KEY).setState(state)));

    // When
    Optional<KnownDevice> known = devices.find(DEVICE);

    // Then
    assertThat(words.asked.getDeviceId()).isEqualTo(DEVICE);
    assertThat(known).hasValueSatisfying(it -> assertThat(it.deviceId()).isEqualTo(DEVICE));
    assertThat(known.orElseThrow().subjectId()).isEqualTo(PERSON);
    assertThat(known.orElseThrow().key().raw()).isEqualTo(KEY);
    assertThat(known.orElseThrow().standing()).isEqualTo(standing);
  }

  @Test
  void shouldLetNoDeviceSignWhenItsStateIsOfALaterVersion() {
    // Given
    words.found = Uni.createFrom().item(found(device(KEY).setStateValue(99)));

    // When
    KnownDevice known = devices.find(DEVICE).orElseThrow();

    // Then
    assertThat(known.standing()).isEqualTo(KnownDevice.Standing.SUSPENDED);
  }

  @Test
  void shouldKnowNoDeviceWhenTheRegistrySaysThatThereIsNone() {
    // Given
    words.found = Uni.createFrom().failure(refusal(Code.NOT_FOUND, "DEVICE_NOT_FOUND"));

    // When
    Optional<KnownDevice> known = devices.find(DEVICE);

    // Then
    assertThat(known).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Silence.class)
  void shouldSayThatTheRegistryDoesNotAnswerWhenItSaysNothingOfUse(Silence silence) {
    // Given
    words.found = silence.of(found(device(new byte[32])));

    // When
    AfterglowException refused = thrownBy(() -> devices.find(DEVICE));

    // Then
    assertThat(refused.reason()).isEqualTo("UPSTREAM_UNAVAILABLE");
    assertThat(refused.kind()).isEqualTo(Fault.UNAVAILABLE);
  }

  @Test
  void shouldHandOnTheWholeWishWhenADeviceIsEnrolled() {
    // Given
    words.enrolled =
        Uni.createFrom().item(EnrolDeviceResponse.newBuilder().setDevice(device(KEY)).build());

    // When
    String id = devices.enrol(wish());

    // Then
    assertThat(id).isEqualTo(DEVICE);
    assertThat(words.wished)
        .isEqualTo(
            EnrolDeviceRequest.newBuilder()
                .setRequestId(PERSON)
                .setCode("7KQ2M9XD")
                .setPublicKey(ByteString.copyFrom(KEY))
                .setLabel("phone")
                .setProof(ByteString.copyFrom(new byte[64]))
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "PAIRING_CODE_REFUSED, CODE",
    "PAIRING_PROOF_REFUSED, PROOF",
    "DEVICE_KEY_TAKEN, KEY_TAKEN",
    "TOO_MANY_DEVICES, TOO_MANY_DEVICES",
    "PERSON_NOT_VERIFIED, PERSON",
    "PERSON_NOT_FOUND, PERSON",
    "REQUEST_ID_REUSED, REQUEST",
  })
  void shouldNameTheCauseWhenTheRegistryRefusesTheDevice(String reason, String cause) {
    // Given
    words.enrolled = Uni.createFrom().failure(refusal(Code.FAILED_PRECONDITION, reason));

    // When
    AfterglowException refused = thrownBy(() -> devices.enrol(wish()));

    // Then
    assertThat(refused.reason()).isEqualTo("PAIRING_REFUSED");
    assertThat(refused.metadata()).isEqualTo(Map.of("cause", cause));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOO_MANY_PAIRING_ATTEMPTS", "SOMETHING_NEW"})
  void shouldSayTryLaterWhenTheRegistryRefusesForNow(String reason) {
    // Given
    words.enrolled = Uni.createFrom().failure(refusal(Code.RESOURCE_EXHAUSTED, reason));

    // When
    AfterglowException refused = thrownBy(() -> devices.enrol(wish()));

    // Then
    assertThat(refused.reason())
        .isEqualTo(reason.equals("SOMETHING_NEW") ? "UPSTREAM_UNAVAILABLE" : reason);
  }

  private static AfterglowException thrownBy(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    return catchThrowableOfType(AfterglowException.class, act);
  }

  private static Enrolment wish() {
    return new Enrolment(PERSON, new PairingCode("7KQ2M9XD"), KEY, "phone", new byte[64]);
  }

  private static Device.Builder device(byte[] key) {
    return Device.newBuilder()
        .setDeviceId(DEVICE)
        .setSubjectId(PERSON)
        .setPublicKey(ByteString.copyFrom(key));
  }

  private static GetDeviceResponse found(Device.Builder device) {
    return GetDeviceResponse.newBuilder().setDevice(device).build();
  }

  private static StatusRuntimeException refusal(Code code, String reason) {
    ErrorInfo why =
        ErrorInfo.newBuilder().setDomain(AfterglowException.DOMAIN).setReason(reason).build();
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder().setCode(code.getNumber()).addDetails(Any.pack(why)).build());
  }

  /** Ways to say nothing of use. */
  private enum Silence {
    LATE,
    AWAY,
    REASONLESS,
    OF_ANOTHER_REASON,
    BROKEN,
    UNREADABLE;

    <T> Uni<T> of(T unreadable) {
      return switch (this) {
        case LATE -> Uni.createFrom().nothing();
        case AWAY -> Uni.createFrom().failure(refusal(Code.UNAVAILABLE, "GONE"));
        case REASONLESS -> Uni.createFrom().failure(io.grpc.Status.NOT_FOUND.asRuntimeException());
        case OF_ANOTHER_REASON -> Uni.createFrom().failure(refusal(Code.NOT_FOUND, "NO_ROUTE"));
        case BROKEN -> Uni.createFrom().failure(new IllegalStateException("broken"));
        case UNREADABLE -> Uni.createFrom().item(unreadable);
      };
    }
  }

  /** A registry that says what a test tells it to. */
  private static final class WordedRegistry implements DeviceService {
    private Uni<GetDeviceResponse> found = Uni.createFrom().nothing();
    private Uni<EnrolDeviceResponse> enrolled = Uni.createFrom().nothing();
    private GetDeviceRequest asked = GetDeviceRequest.getDefaultInstance();
    private EnrolDeviceRequest wished = EnrolDeviceRequest.getDefaultInstance();

    @Override
    public Uni<GetDeviceResponse> getDevice(GetDeviceRequest request) {
      asked = request;
      return found;
    }

    @Override
    public Uni<EnrolDeviceResponse> enrolDevice(EnrolDeviceRequest request) {
      wished = request;
      return enrolled;
    }

    @Override
    public Uni<StartPairingResponse> startPairing(StartPairingRequest request) {
      return Uni.createFrom().nothing();
    }

    @Override
    public Uni<ListDevicesResponse> listDevices(ListDevicesRequest request) {
      return Uni.createFrom().nothing();
    }

    @Override
    public Uni<RevokeDeviceResponse> revokeDevice(RevokeDeviceRequest request) {
      return Uni.createFrom().nothing();
    }
  }
}
