package dev.afterglow.studio.broadcast;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The refusals of this area, one method a constant of {@code StudioErrorReason}. */
public final class Refusals {

  private Refusals() {}

  /** No such broadcast. */
  public static AfterglowException broadcastNotFound(UUID broadcastId) {
    return new AfterglowException(
        "BROADCAST_NOT_FOUND",
        Fault.NOT_FOUND,
        "no such broadcast",
        Map.of("broadcast_id", broadcastId.toString()));
  }

  /** The state does not allow it. */
  public static AfterglowException illegalTransition(BroadcastState state, BroadcastState wanted) {
    return new AfterglowException(
        "ILLEGAL_TRANSITION",
        Fault.FAILED_PRECONDITION,
        "a broadcast that is " + state + " cannot become " + wanted,
        Map.of("state", state.name(), "wanted", wanted.name()));
  }

  /** The slate stays, because something else than the operator's wish holds it. */
  public static AfterglowException slateHeld(SlateCause cause) {
    return new AfterglowException(
        "ILLEGAL_TRANSITION",
        Fault.FAILED_PRECONDITION,
        "the slate stays: " + cause,
        Map.of("state", "SLATE", "wanted", "LIVE", "slate_reason", cause.name()));
  }

  /** The registry said no. */
  public static AfterglowException notLicensed(List<String> reasons) {
    return notLicensed(reasons, null);
  }

  /** The registry said no, and nobody drives either. */
  public static AfterglowException notLicensed(
      List<String> reasons, @Nullable DriveState driveState) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("reasons", String.join(",", reasons));
    if (driveState != null) {
      metadata.put("drive_state", driveState.name());
    }
    return new AfterglowException(
        "NOT_LICENSED", Fault.DENIED, "the registry does not allow the use", metadata);
  }

  /** No worker has a free slot. */
  public static AfterglowException noWorkerSlot(int workers) {
    return new AfterglowException(
        "NO_WORKER_SLOT",
        Fault.EXHAUSTED,
        "no render worker has a free slot",
        Map.of("workers", Integer.toString(workers)));
  }

  /** Another service did not answer. */
  public static AfterglowException serviceUnavailable(String service, Throwable cause) {
    return new AfterglowException(
        "SERVICE_UNAVAILABLE",
        Fault.UNAVAILABLE,
        service + " did not answer",
        Map.of("service", service),
        cause);
  }

  /** The request id was used for a different request. */
  public static AfterglowException requestIdReused(UUID requestId) {
    return new AfterglowException(
        "REQUEST_ID_REUSED",
        Fault.ALREADY_EXISTS,
        "the request_id was used for a different request",
        Map.of("request_id", requestId.toString()));
  }

  /** Nobody drives. */
  public static AfterglowException noDrive(UUID driveId, DriveState state) {
    return new AfterglowException(
        "NO_DRIVE",
        Fault.FAILED_PRECONDITION,
        "nobody drives",
        Map.of("drive_id", driveId.toString(), "state", state.name()));
  }

  /** The worker refused for a reason of its own. */
  public static AfterglowException renderRefused(String reason, String detail, Throwable cause) {
    return new AfterglowException(
        "RENDER_REFUSED",
        Fault.FAILED_PRECONDITION,
        "the render worker refused",
        Map.of("reason", reason, "detail", detail),
        cause);
  }
}
