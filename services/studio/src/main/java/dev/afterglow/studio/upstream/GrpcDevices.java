package dev.afterglow.studio.upstream;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.DeviceService;
import dev.afterglow.api.registry.v1.ListDevicesRequest;
import dev.afterglow.api.registry.v1.ListDevicesResponse;
import dev.afterglow.api.registry.v1.RevokeDeviceRequest;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.api.registry.v1.StartPairingResponse;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.studio.device.CaptureDevice;
import dev.afterglow.studio.device.Devices;
import dev.afterglow.studio.device.Pairing;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Devices of avatar-registry. */
@ApplicationScoped
public class GrpcDevices implements Devices {

  /** What the caller can mend; anything else counts as no answer. */
  private static final Set<String> CALLERS =
      Set.of(
          "PERSON_NOT_FOUND",
          "PERSON_NOT_VERIFIED",
          "DEVICE_NOT_FOUND",
          "INVALID_FIELD",
          "CURSOR_EXPIRED",
          "REQUEST_ID_REUSED");

  private final DeviceService devices;
  private final Upstream upstream;

  /** Over the client {@code registry}. */
  @Inject
  public GrpcDevices(@GrpcClient("registry") DeviceService devices, UpstreamConfig config) {
    this.devices = devices;
    this.upstream = new Upstream("avatar-registry", config.deadline());
  }

  @Override
  public Pairing pair(UUID subjectId) {
    StartPairingRequest request =
        StartPairingRequest.newBuilder().setSubjectId(subjectId.toString()).build();
    StartPairingResponse started =
        upstream.answer(devices.startPairing(request), GrpcDevices::refusal);
    return new Pairing(started.getCode(), instant(started.getExpireTime()));
  }

  @Override
  public Page of(UUID subjectId, int pageSize, String pageToken) {
    ListDevicesRequest request =
        ListDevicesRequest.newBuilder()
            .setSubjectId(subjectId.toString())
            .setPageSize(pageSize)
            .setPageToken(pageToken)
            .build();
    ListDevicesResponse page = upstream.answer(devices.listDevices(request), GrpcDevices::refusal);
    return new Page(
        page.getDevicesList().stream().map(GrpcDevices::device).toList(), page.getNextPageToken());
  }

  @Override
  public CaptureDevice revoke(UUID requestId, UUID deviceId) {
    RevokeDeviceRequest request =
        RevokeDeviceRequest.newBuilder()
            .setRequestId(requestId.toString())
            .setDeviceId(deviceId.toString())
            .build();
    return device(upstream.answer(devices.revokeDevice(request), GrpcDevices::refusal).getDevice());
  }

  private static Optional<AfterglowException> refusal(RemoteFault fault) {
    return CALLERS.contains(fault.reason())
        ? Optional.of(
            new AfterglowException(fault.reason(), fault.kind(), fault.message(), fault.metadata()))
        : Optional.empty();
  }

  private static CaptureDevice device(Device device) {
    return new CaptureDevice(
        UUID.fromString(device.getDeviceId()),
        device.getLabel(),
        switch (device.getState()) {
          case DEVICE_STATE_ACTIVE -> CaptureDevice.Standing.ACTIVE;
          case DEVICE_STATE_REVOKED -> CaptureDevice.Standing.REVOKED;
          // What cannot be read does not sign.
          case DEVICE_STATE_SUSPENDED, DEVICE_STATE_UNSPECIFIED, UNRECOGNIZED ->
              CaptureDevice.Standing.SUSPENDED;
        },
        instant(device.getCreateTime()),
        device.hasRevokeTime() ? Optional.of(instant(device.getRevokeTime())) : Optional.empty());
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
