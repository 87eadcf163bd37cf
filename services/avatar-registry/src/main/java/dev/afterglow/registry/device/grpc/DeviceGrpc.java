package dev.afterglow.registry.device.grpc;

import com.google.protobuf.ByteString;
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
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.registry.device.Device.Enrolment;
import dev.afterglow.registry.device.Device.Revoked;
import dev.afterglow.registry.device.storage.DeviceDesk;
import dev.afterglow.registry.device.storage.DeviceDesk.Seen;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.storage.PageToken;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;

/** Devices over gRPC: mapper in, mapper out. */
@GrpcService
public class DeviceGrpc implements DeviceService {
  private final DeviceDesk desk;
  private final Once once;

  @Inject
  DeviceGrpc(DeviceDesk desk, Once once) {
    this.desk = desk;
    this.once = once;
  }

  @Override
  public Uni<StartPairingResponse> startPairing(StartPairingRequest request) {
    return desk.start(Words.id(request.getSubjectId()))
        .map(
            pairing ->
                StartPairingResponse.newBuilder()
                    .setCode(pairing.code().text())
                    .setExpireTime(Words.timestamp(pairing.expireTime()))
                    .build());
  }

  @Override
  public Uni<EnrolDeviceResponse> enrolDevice(EnrolDeviceRequest request) {
    PairingCode code = new PairingCode(request.getCode());
    return once.runAfter(
        request.getRequestId(),
        request,
        EnrolDeviceResponse.parser(),
        () ->
            desk.proven(
                code, request.getPublicKey().toByteArray(), request.getProof().toByteArray()),
        key ->
            desk.enrol(code, key, request.getLabel())
                .map(seen -> EnrolDeviceResponse.newBuilder().setDevice(device(seen)).build()));
  }

  @Override
  public Uni<GetDeviceResponse> getDevice(GetDeviceRequest request) {
    return desk.device(Words.id(request.getDeviceId()))
        .map(seen -> GetDeviceResponse.newBuilder().setDevice(device(seen)).build());
  }

  @Override
  public Uni<ListDevicesResponse> listDevices(ListDevicesRequest request) {
    int size = PageToken.size(request.getPageSize());
    String before = PageToken.before(request.getPageToken());
    return desk.before(before, Words.id(request.getSubjectId()), size)
        .map(
            page ->
                ListDevicesResponse.newBuilder()
                    .addAllDevices(page.stream().map(DeviceGrpc::device).toList())
                    .setNextPageToken(
                        PageToken.after(page, size, it -> it.device().enrolment().deviceId()))
                    .build());
  }

  @Override
  public Uni<RevokeDeviceResponse> revokeDevice(RevokeDeviceRequest request) {
    return once.run(
        request.getRequestId(),
        request,
        RevokeDeviceResponse.parser(),
        () ->
            desk.revoke(Words.id(request.getDeviceId()))
                .map(seen -> RevokeDeviceResponse.newBuilder().setDevice(device(seen)).build()));
  }

  private static Device device(Seen seen) {
    Enrolment enrolment = seen.device().enrolment();
    Device.Builder device =
        Device.newBuilder()
            .setDeviceId(enrolment.deviceId())
            .setSubjectId(enrolment.subjectId())
            .setPublicKey(ByteString.copyFrom(enrolment.key().raw()))
            .setLabel(enrolment.label())
            .setState(Words.contract(seen.standing(), "DEVICE_STATE_", DeviceState.class))
            .setCreateTime(Words.timestamp(enrolment.createTime()));
    if (seen.device() instanceof Revoked revoked) {
      device.setRevokeTime(Words.timestamp(revoked.revokeTime()));
    }
    return device.build();
  }
}
