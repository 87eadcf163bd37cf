package dev.afterglow.capture.drive;

import dev.afterglow.capture.token.TokenHash;
import java.util.Optional;

/**
 * What is kept of a drive session beyond a restart.
 *
 * @param driveId a UUID of version 7, so that ids sort by age
 * @param broadcastId the broadcast that it is for
 * @param driverSubjectId the pseudonymous id of the verified person who drives
 * @param avatarId the avatar that it is for, if one was bound
 * @param createdUs when it was made, UTC microseconds
 * @param expiresUs when the session ends at the latest, UTC microseconds
 * @param tokenHash what is kept of its token
 */
public record DriveRecord(
    String driveId,
    String broadcastId,
    String driverSubjectId,
    Optional<String> avatarId,
    long createdUs,
    long expiresUs,
    TokenHash tokenHash) {

  /** Whether the session has not ended by its age. */
  boolean livesAt(long nowUs) {
    return nowUs < expiresUs;
  }
}
