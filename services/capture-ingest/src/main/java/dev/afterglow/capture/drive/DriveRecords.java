package dev.afterglow.capture.drive;

import dev.afterglow.capture.session.DriveState;
import java.util.List;
import java.util.Optional;

/**
 * Where drive sessions are kept beyond a restart. Every method may wait for the store, and throws
 * an {@link dev.afterglow.platform.error.AfterglowException} of kind UNAVAILABLE when it does not
 * answer.
 */
public interface DriveRecords {
  /**
   * What a request to create a drive was given.
   *
   * @param driveId the session's id
   * @param salt 32 random bytes, hexadecimal, from which its token is made
   * @param createdUs when, UTC microseconds
   */
  record Reservation(String driveId, String salt, long createdUs) {
    /** Never the salt. */
    @Override
    public String toString() {
      return "Reservation[" + driveId + "]";
    }
  }

  /** A session with its state. */
  record Stored(DriveRecord drive, DriveState.Name state) {}

  /** Keeps the proposal for 24 hours, unless the request has one: then gives that. */
  Reservation reserve(String requestId, Reservation proposal);

  /** Keeps a new session in state WAITING until it expires; one that is there already stays. */
  void keep(DriveRecord drive);

  /** Keeps a session's state. */
  void keepState(DriveRecord drive, DriveState.Name state);

  /**
   * Keeps until when a session's token opens it, over what was kept before.
   *
   * @param untilUs UTC microseconds
   */
  void keepOpening(DriveRecord drive, long untilUs);

  /** Until when a session's token opens it, UTC microseconds; 0 where nothing is kept of it. */
  long opensUntilUs(String driveId);

  /** A session, or empty when there is none or it has expired. */
  Optional<Stored> find(String driveId);

  /**
   * Sessions by age, newest first.
   *
   * @param broadcastId only those of this broadcast, or empty for all
   * @param beforeId only those made before this session, or empty for all
   * @param limit how many at most, 1 or more
   */
  List<Stored> newest(Optional<String> broadcastId, Optional<String> beforeId, int limit);
}
