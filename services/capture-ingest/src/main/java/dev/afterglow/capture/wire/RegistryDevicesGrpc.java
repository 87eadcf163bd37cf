package dev.afterglow.capture.wire;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.DeviceService;
import dev.afterglow.api.registry.v1.EnrolDeviceRequest;
import dev.afterglow.api.registry.v1.GetDeviceRequest;
import dev.afterglow.capture.device.DeviceConfig;
import dev.afterglow.capture.device.DeviceRefusals;
import dev.afterglow.capture.device.DeviceRegistry;
import dev.afterglow.capture.device.KnownDevice;
import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Devices of the avatar-registry. What it says and cannot be read here counts as no answer. */
@Singleton
public final class RegistryDevicesGrpc implements DeviceRegistry {
  private final DeviceService registry;
  private final Duration deadline;

  /** Over the client {@code registry}. */
  @Inject
  public RegistryDevicesGrpc(@GrpcClient("registry") DeviceService registry, DeviceConfig config) {
    this(registry, config.deadline());
  }

  RegistryDevicesGrpc(DeviceService registry, Duration deadline) {
    this.registry = registry;
    this.deadline = deadline;
  }

  @Override
  public Optional<KnownDevice> find(String deviceId) {
    Uni<Optional<KnownDevice>> found =
        registry
            .getDevice(GetDeviceRequest.newBuilder().setDeviceId(deviceId).build())
            .map(it -> Optional.of(known(it.getDevice())));
    return answer(
        found,
        fault -> {
          if (fault.reason().equals("DEVICE_NOT_FOUND")) {
            return Optional.empty();
          }
          throw unanswered(new IllegalStateException(fault.reason()));
        });
  }

  @Override
  public String enrol(Enrolment wish) {
    EnrolDeviceRequest request =
        EnrolDeviceRequest.newBuilder()
            .setRequestId(wish.requestId())
            .setCode(wish.code().text())
            .setPublicKey(ByteString.copyFrom(wish.publicKey()))
            .setLabel(wish.label())
            .setProof(ByteString.copyFrom(wish.proof()))
            .build();
    return answer(
        registry.enrolDevice(request).map(it -> it.getDevice().getDeviceId()),
        fault -> {
          throw refusal(fault);
        });
  }

  private <T> T answer(Uni<T> call, Function<RemoteFault, T> refused) {
    try {
      return call.await().atMost(deadline);
    } catch (StatusRuntimeException e) {
      return refused.apply(RemoteFault.from(e));
    } catch (AfterglowException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unanswered(e);
    }
  }

  private static AfterglowException refusal(RemoteFault fault) {
    return switch (fault.reason()) {
      case "PAIRING_CODE_REFUSED" -> DeviceRefusals.pairingRefused("CODE");
      case "PAIRING_PROOF_REFUSED" -> DeviceRefusals.pairingRefused("PROOF");
      case "DEVICE_KEY_TAKEN" -> DeviceRefusals.pairingRefused("KEY_TAKEN");
      case "TOO_MANY_DEVICES" -> DeviceRefusals.pairingRefused("TOO_MANY_DEVICES");
      case "PERSON_NOT_VERIFIED", "PERSON_NOT_FOUND" -> DeviceRefusals.pairingRefused("PERSON");
      case "REQUEST_ID_REUSED" -> DeviceRefusals.pairingRefused("REQUEST");
      case "TOO_MANY_PAIRING_ATTEMPTS" -> DeviceRefusals.tooManyPairingAttempts();
      default -> unanswered(new IllegalStateException(fault.reason()));
    };
  }

  private static AfterglowException unanswered(RuntimeException cause) {
    return new AfterglowException(
        PlatformReason.UPSTREAM_UNAVAILABLE,
        Fault.UNAVAILABLE,
        "the registry of devices does not answer",
        Map.of(),
        cause);
  }

  private static KnownDevice known(Device device) {
    return new KnownDevice(
        device.getDeviceId(),
        device.getSubjectId(),
        DeviceKey.of(device.getPublicKey().toByteArray()),
        standing(device));
  }

  private static KnownDevice.Standing standing(Device device) {
    return switch (device.getState()) {
      case DEVICE_STATE_ACTIVE -> KnownDevice.Standing.ACTIVE;
      case DEVICE_STATE_REVOKED -> KnownDevice.Standing.REVOKED;
      // What cannot be read does not sign.
      case DEVICE_STATE_SUSPENDED, DEVICE_STATE_UNSPECIFIED, UNRECOGNIZED ->
          KnownDevice.Standing.SUSPENDED;
    };
  }
}
