package dev.afterglow.studio.broadcast;

import java.util.UUID;

/** Port to the service that holds drive sessions. Unreachable = {@code SERVICE_UNAVAILABLE}. */
public interface Drives {

  /**
   * Makes a session for one person and one avatar. The same request id and broadcast give the same
   * session and token.
   */
  NewDrive create(UUID requestId, UUID broadcastId, UUID driverSubjectId, UUID avatarId);

  /** Where a session is in its life. */
  DriveState state(UUID driveId);

  /** Ends a session for good; ending an ended one succeeds. */
  void close(UUID requestId, UUID driveId);

  /**
   * A session that was just made.
   *
   * @param driveId its id
   * @param token opens it; handed to the caller once, never stored or logged
   */
  record NewDrive(UUID driveId, String token) {

    /** Without the token. */
    @Override
    public String toString() {
      return "NewDrive[" + driveId + ", token redacted]";
    }
  }
}
