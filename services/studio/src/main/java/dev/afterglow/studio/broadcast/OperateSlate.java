package dev.afterglow.studio.broadcast;

import java.util.List;
import java.util.UUID;

/** Shows the slate by the operator's wish, and takes it away again. */
public final class OperateSlate {

  private final Transitions transitions;
  private final Requests requests;
  private final RenderGateway workers;

  /** The use case over its ports. */
  public OperateSlate(Transitions transitions, Requests requests, RenderGateway workers) {
    this.transitions = transitions;
    this.requests = requests;
    this.workers = workers;
  }

  /**
   * Shows the slate. Allowed on slate too: a slate that a lost drive brought then stays until the
   * operator resumes.
   */
  public Broadcast show(UUID requestId, UUID broadcastId) {
    transitions.read(broadcastId);
    return requests.once(
        requestId,
        "ShowSlate",
        broadcastId,
        transitions::read,
        () -> {
          Broadcast broadcast = transitions.read(broadcastId);
          RenderPlace place =
              switch (broadcast) {
                case Broadcast.Live live -> live.place();
                case Broadcast.Slate slate -> slate.place();
                default ->
                    throw Refusals.illegalTransition(broadcast.state(), BroadcastState.SLATE);
              };
          workers.setSlate(place, requestId, true);
          return transitions.apply(broadcastId, OperateSlate::onSlate);
        });
  }

  /**
   * Lets the avatar back.
   *
   * @throws dev.afterglow.platform.error.AfterglowException ILLEGAL_TRANSITION, NO_DRIVE or
   *     NOT_LICENSED if something else than the operator's wish holds the slate; the wish is gone
   *     all the same, and the avatar comes back by itself when that does
   */
  public Broadcast resume(UUID requestId, UUID broadcastId) {
    transitions.read(broadcastId);
    return requests.once(
        requestId,
        "ResumeLive",
        broadcastId,
        transitions::read,
        () -> {
          Broadcast broadcast = transitions.read(broadcastId);
          if (!(broadcast instanceof Broadcast.Slate slate)) {
            throw Refusals.illegalTransition(broadcast.state(), BroadcastState.LIVE);
          }
          RenderReport report = workers.setSlate(slate.place(), requestId, false);
          requireFree(slate.details(), report.figures().slate());
          return transitions.apply(broadcastId, OperateSlate::onLive);
        });
  }

  private static Broadcast onSlate(Broadcast current) {
    return switch (current) {
      case Broadcast.Live live -> live.showSlate();
      case Broadcast.Slate slate -> slate;
      default -> throw Refusals.illegalTransition(current.state(), BroadcastState.SLATE);
    };
  }

  private static Broadcast onLive(Broadcast current) {
    return switch (current) {
      case Broadcast.Slate slate -> slate.resume();
      case Broadcast.Live live -> live;
      default -> throw Refusals.illegalTransition(current.state(), BroadcastState.LIVE);
    };
  }

  // The worker's answer may lag a frame, so a slate that is still the operator's counts as gone.
  private static void requireFree(BroadcastDetails details, SlateCause cause) {
    switch (cause) {
      case NONE, OPERATOR -> {}
      case DRIVE_LOST -> throw Refusals.noDrive(details.driveId(), DriveState.LOST);
      case DRIVE_WAITING -> throw Refusals.noDrive(details.driveId(), DriveState.WAITING);
      case NO_LEASE, LEASE_EXPIRED, LEASE_REVOKED, MOTION_NOT_LICENSED ->
          throw Refusals.notLicensed(List.of(cause.name()));
      case LABEL_MISSING, DRIVER_IN_DOUBT, UNSTATED -> throw Refusals.slateHeld(cause);
    }
  }
}
