package dev.afterglow.studio.upstream;

import dev.afterglow.api.capture.v1.CaptureService;
import dev.afterglow.api.capture.v1.CloseDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.GetDriveRequest;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.studio.broadcast.DriveState;
import dev.afterglow.studio.broadcast.Drives;
import dev.afterglow.studio.broadcast.Refusals;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Drive sessions of capture-ingest. */
@ApplicationScoped
public class GrpcDrives implements Drives {

  private static final String NOT_FOUND = "DRIVE_NOT_FOUND";

  private final CaptureService capture;
  private final Upstream upstream;

  /** Over the client {@code capture}. */
  @Inject
  public GrpcDrives(@GrpcClient("capture") CaptureService capture, UpstreamConfig config) {
    this.capture = capture;
    this.upstream = new Upstream("capture-ingest", config.deadline());
  }

  @Override
  public NewDrive create(UUID requestId, UUID broadcastId, UUID driverSubjectId, UUID avatarId) {
    CreateDriveRequest request =
        CreateDriveRequest.newBuilder()
            .setRequestId(requestId.toString())
            .setBroadcastId(broadcastId.toString())
            .setDriverSubjectId(driverSubjectId.toString())
            .setAvatarId(avatarId.toString())
            .build();
    CreateDriveResponse made =
        upstream.answer(capture.createDrive(request), fault -> reused(fault, requestId));
    return new NewDrive(UUID.fromString(made.getDrive().getDriveId()), made.getDriveToken());
  }

  @Override
  public DriveState state(UUID driveId) {
    GetDriveRequest request = GetDriveRequest.newBuilder().setDriveId(driveId.toString()).build();
    Uni<DriveState> state = capture.getDrive(request).map(it -> state(it.getDrive().getState()));
    return upstream.answer(
        state,
        fault ->
            fault.reason().equals(NOT_FOUND)
                ? Optional.of(Refusals.noDrive(driveId, DriveState.CLOSED))
                : Optional.empty());
  }

  @Override
  public void close(UUID requestId, UUID driveId) {
    CloseDriveRequest request =
        CloseDriveRequest.newBuilder()
            .setRequestId(requestId.toString())
            .setDriveId(driveId.toString())
            .build();
    Uni<Boolean> closed =
        capture
            .closeDrive(request)
            .replaceWith(true)
            .onFailure(GrpcDrives::isGone)
            .recoverWithItem(true);
    upstream.answer(closed, fault -> Optional.empty());
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof StatusRuntimeException e
        && RemoteFault.from(e).reason().equals(NOT_FOUND);
  }

  private static Optional<AfterglowException> reused(RemoteFault fault, UUID requestId) {
    return fault.reason().equals("REQUEST_ID_REUSED")
        ? Optional.of(Refusals.requestIdReused(requestId))
        : Optional.empty();
  }

  private static DriveState state(dev.afterglow.api.capture.v1.DriveState state) {
    return switch (state) {
      case DRIVE_STATE_OPEN -> DriveState.OPEN;
      case DRIVE_STATE_LOST -> DriveState.LOST;
      case DRIVE_STATE_CLOSED -> DriveState.CLOSED;
      // What cannot be read does not drive.
      case DRIVE_STATE_WAITING, DRIVE_STATE_UNSPECIFIED, UNRECOGNIZED -> DriveState.WAITING;
    };
  }
}
