package dev.afterglow.studio.testing;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.DeviceServiceGrpc.DeviceServiceImplBase;
import dev.afterglow.api.registry.v1.DeviceState;
import dev.afterglow.api.registry.v1.ListDevicesRequest;
import dev.afterglow.api.registry.v1.ListDevicesResponse;
import dev.afterglow.api.registry.v1.RevokeDeviceRequest;
import dev.afterglow.api.registry.v1.RevokeDeviceResponse;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.api.registry.v1.StartPairingResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The registry's devices, written by hand. */
public final class FakeDevices extends DeviceServiceImplBase {

  /** The code that everybody gets. */
  public static final String CODE = "7KQ2M9XD";

  /** What every call is refused with. */
  public volatile Optional<StatusRuntimeException> fault = Optional.empty();

  /** The persons for whom a code was asked. */
  public final List<String> paired = new CopyOnWriteArrayList<>();

  private final List<Device> devices = new CopyOnWriteArrayList<>();

  void reset() {
    fault = Optional.empty();
    paired.clear();
    devices.clear();
  }

  /** Enrols a device; the newest comes first. */
  public Device add(UUID subjectId, String label, DeviceState state) {
    Device device =
        Device.newBuilder()
            .setDeviceId(Samples.id().toString())
            .setSubjectId(subjectId.toString())
            .setLabel(label)
            .setState(state)
            .setCreateTime(Timestamp.newBuilder().setSeconds(1_700_000_000))
            .build();
    devices.addFirst(device);
    return device;
  }

  @Override
  public void startPairing(
      StartPairingRequest request, StreamObserver<StartPairingResponse> answer) {
    paired.add(request.getSubjectId());
    reply(
        answer,
        StartPairingResponse.newBuilder()
            .setCode(CODE)
            .setExpireTime(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() + 600))
            .build());
  }

  @Override
  public void listDevices(ListDevicesRequest request, StreamObserver<ListDevicesResponse> answer) {
    List<Device> theirs =
        devices.stream().filter(it -> it.getSubjectId().equals(request.getSubjectId())).toList();
    int size = request.getPageSize() == 0 ? 50 : request.getPageSize();
    reply(
        answer,
        ListDevicesResponse.newBuilder()
            .addAllDevices(theirs.subList(0, Math.min(size, theirs.size())))
            .setNextPageToken(theirs.size() > size ? "more" : "")
            .build());
  }

  @Override
  public void revokeDevice(
      RevokeDeviceRequest request, StreamObserver<RevokeDeviceResponse> answer) {
    Optional<Device> found =
        devices.stream()
            .filter(it -> it.getDeviceId().equals(request.getDeviceId()))
            .findFirst()
            .map(
                it ->
                    it.toBuilder()
                        .setState(DeviceState.DEVICE_STATE_REVOKED)
                        .setRevokeTime(Timestamp.newBuilder().setSeconds(1_700_000_060))
                        .build());
    found.ifPresent(
        revoked ->
            devices.replaceAll(
                it -> it.getDeviceId().equals(revoked.getDeviceId()) ? revoked : it));
    reply(
        answer,
        RevokeDeviceResponse.newBuilder()
            .setDevice(found.orElse(Device.getDefaultInstance()))
            .build());
  }

  private <T> void reply(StreamObserver<T> answer, T message) {
    fault.ifPresentOrElse(answer::onError, () -> FakeServices.reply(answer, message));
  }
}
