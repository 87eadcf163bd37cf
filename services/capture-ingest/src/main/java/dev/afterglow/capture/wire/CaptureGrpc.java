package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CloseDriveRequest;
import dev.afterglow.api.capture.v1.CloseDriveResponse;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.ForgetDriverRequest;
import dev.afterglow.api.capture.v1.ForgetDriverResponse;
import dev.afterglow.api.capture.v1.GetDriveHealthRequest;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.GetDriveRequest;
import dev.afterglow.api.capture.v1.GetDriveResponse;
import dev.afterglow.api.capture.v1.ListDrivesRequest;
import dev.afterglow.api.capture.v1.ListDrivesResponse;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.capture.v1.PairDeviceRequest;
import dev.afterglow.api.capture.v1.PairDeviceResponse;
import dev.afterglow.api.capture.v1.SubscribeDriveRequest;
import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import dev.afterglow.capture.buffer.Cursor;
import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.device.Chains;
import dev.afterglow.capture.device.DeviceGate;
import dev.afterglow.capture.device.DeviceRegistry;
import dev.afterglow.capture.device.PairingBudget;
import dev.afterglow.capture.drive.DrivePage;
import dev.afterglow.capture.drive.DriveView;
import dev.afterglow.capture.drive.Drives;
import dev.afterglow.capture.drive.LiveDrive;
import dev.afterglow.capture.drive.Refusals;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.health.Drain;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/** CaptureService: messages in, messages out; what happens in between is in {@link Drives}. */
@GrpcService
public class CaptureGrpc extends CaptureServiceGrpc.CaptureServiceImplBase {
  private static final Log LOG = Log.of(CaptureGrpc.class);
  private static final int USUAL_PAGE = 50;

  private final Drives drives;
  private final DeviceGate gate;
  private final DeviceRegistry devices;
  private final Chains chains;
  private final PairingBudget pairings;
  private final ServiceClock clock;
  private final Drain drain;
  private final Executor aside = task -> Thread.ofVirtual().name("capture-aside").start(task);

  /** The contract over these sessions. */
  @Inject
  public CaptureGrpc(
      Drives drives,
      DeviceGate gate,
      DeviceRegistry devices,
      Chains chains,
      PairingBudget pairings,
      ServiceClock clock,
      Drain drain) {
    this.drives = drives;
    this.gate = gate;
    this.devices = devices;
    this.chains = chains;
    this.pairings = pairings;
    this.clock = clock;
    this.drain = drain;
  }

  @Override
  @Blocking
  public void createDrive(CreateDriveRequest request, StreamObserver<CreateDriveResponse> caller) {
    drain.refuseIfDraining();
    Drives.Created created =
        drives.create(
            id(request.getRequestId()),
            id(request.getBroadcastId()),
            id(request.getDriverSubjectId()),
            filled(request.getAvatarId()).map(CaptureGrpc::id));
    DriveView drive = created.drive();
    LOG.info(
        "drive created",
        LogKey.SESSION_ID.is(drive.kept().driveId()),
        LogKey.BROADCAST_ID.is(drive.kept().broadcastId()));
    answer(
        caller,
        CreateDriveResponse.newBuilder()
            .setDrive(DriveMapper.drive(drive))
            .setDriveToken(created.token().text())
            .setTokenExpireTime(DriveMapper.timestamp(created.opensUntilUs()))
            .build());
  }

  @Override
  public StreamObserver<OpenDriveRequest> openDrive(StreamObserver<OpenDriveResponse> device) {
    return openDrive(device, gate);
  }

  /**
   * The same call for a page, which need not sign: it holds no key, comes from an origin of ours,
   * and its drive counts as one without attestation.
   */
  public StreamObserver<OpenDriveRequest> openPageDrive(StreamObserver<OpenDriveResponse> page) {
    return openDrive(page, gate.forPages());
  }

  private StreamObserver<OpenDriveRequest> openDrive(
      StreamObserver<OpenDriveResponse> device, DeviceGate at) {
    drain.refuseIfDraining();
    InboundGrpc inbound =
        new InboundGrpc(
            drives,
            at,
            clock,
            (ServerCallStreamObserver<OpenDriveResponse>) device,
            CallContextWiring.ofThisCall(),
            aside);
    inbound.begin();
    return inbound;
  }

  @Override
  @Blocking
  public void pairDevice(PairDeviceRequest request, StreamObserver<PairDeviceResponse> caller) {
    drain.refuseIfDraining();
    DeviceRegistry.Enrolment wish =
        new DeviceRegistry.Enrolment(
            id(request.getRequestId()),
            new PairingCode(request.getCode()),
            request.getPublicKey().toByteArray(),
            request.getLabel(),
            request.getProof().toByteArray());
    String deviceId = pairings.attempt(CallerInterceptor.ofThisCall(), () -> devices.enrol(wish));
    LOG.info("device paired", LogKey.DEVICE.is(deviceId));
    answer(caller, PairDeviceResponse.newBuilder().setDeviceId(deviceId).build());
  }

  @Override
  public void subscribeDrive(
      SubscribeDriveRequest request, StreamObserver<SubscribeDriveResponse> observer) {
    drain.refuseIfDraining();
    ServerCallStreamObserver<SubscribeDriveResponse> worker =
        (ServerCallStreamObserver<SubscribeDriveResponse>) observer;
    Executor onCall = CallContextWiring.ofThisCall();
    Optional<Cursor> cursor = cursor(request.getCursor());
    OutboundSlotGrpc slot = new OutboundSlotGrpc();
    worker.setOnCancelHandler(slot::leave);
    worker.setOnReadyHandler(slot::wake);
    aside.execute(
        () -> {
          try {
            LiveDrive drive = drives.live(id(request.getDriveId()));
            checkReaders(drive);
            DriveReader reader =
                cursor
                    .map(it -> DriveReader.after(drive.ring(), it))
                    .orElseGet(() -> DriveReader.fromNow(drive.ring()));
            slot.fill(
                new OutboundGrpc(drive.ring(), reader, worker, onCall, request.getMostPieces()));
          } catch (RuntimeException e) {
            onCall.execute(() -> worker.onError(e));
          }
        });
  }

  @Override
  @Blocking
  public void getDrive(GetDriveRequest request, StreamObserver<GetDriveResponse> caller) {
    DriveView drive = drives.get(id(request.getDriveId()));
    answer(
        caller,
        GetDriveResponse.newBuilder()
            .setDrive(DriveMapper.drive(drive, chains.of(drive.kept().driveId())))
            .build());
  }

  @Override
  @Blocking
  public void listDrives(ListDrivesRequest request, StreamObserver<ListDrivesResponse> caller) {
    DrivePage page =
        drives.list(
            filled(request.getBroadcastId()).map(CaptureGrpc::id),
            filled(request.getPageToken()).map(CaptureGrpc::pageToken),
            request.getPageSize() == 0 ? USUAL_PAGE : request.getPageSize());
    answer(
        caller,
        ListDrivesResponse.newBuilder()
            .addAllDrives(page.drives().stream().map(DriveMapper::drive).toList())
            .setNextPageToken(page.next().orElse(""))
            .build());
  }

  @Override
  @Blocking
  public void getDriveHealth(
      GetDriveHealthRequest request, StreamObserver<GetDriveHealthResponse> caller) {
    LiveDrive drive = drives.live(id(request.getDriveId()));
    long nowUs = clock.nowUs();
    answer(
        caller, HealthMapper.health(drive.health(nowUs), drive.sources(nowUs), drive.liveness()));
  }

  @Override
  @Blocking
  public void closeDrive(CloseDriveRequest request, StreamObserver<CloseDriveResponse> caller) {
    DriveView drive = drives.close(id(request.getDriveId()));
    LOG.info("drive closed", LogKey.SESSION_ID.is(drive.kept().driveId()));
    answer(caller, CloseDriveResponse.newBuilder().setDrive(DriveMapper.drive(drive)).build());
  }

  @Override
  @Blocking
  public void forgetDriver(
      ForgetDriverRequest request, StreamObserver<ForgetDriverResponse> caller) {
    int fingerprints = drives.forget(id(request.getDriverSubjectId()));
    LOG.info(
        "fingerprints deleted",
        LogKey.SUBJECT_ID.is(id(request.getDriverSubjectId())),
        LogKey.COUNT.is(fingerprints));
    answer(caller, ForgetDriverResponse.newBuilder().setFingerprints(fingerprints).build());
  }

  private void checkReaders(LiveDrive drive) {
    if (drive.ring().readers() >= drives.limits().maxReaders()) {
      throw Refusals.tooManyReaders(drives.limits().maxReaders());
    }
  }

  private static Optional<Cursor> cursor(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Cursor.parse(text)
            .orElseThrow(
                () -> AfterglowException.invalidField("cursor", "not a cursor of this service")));
  }

  private static String pageToken(String text) {
    return AfterglowException.checking("page_token", () -> UUID.fromString(text).toString());
  }

  private static Optional<String> filled(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** One spelling for each UUID: ids are keys. */
  private static String id(String uuid) {
    return uuid.toLowerCase(Locale.ROOT);
  }

  private static <T> void answer(StreamObserver<T> caller, T answer) {
    caller.onNext(answer);
    caller.onCompleted();
  }
}
