package dev.afterglow.standalone.room;

/**
 * A broadcast that has been made, and what it stands on.
 *
 * @param broadcastId the broadcast
 * @param roomId the room for facts and figures
 * @param driveId the drive session
 * @param driveToken opens the drive session; secret
 * @param licenceId the licence that everything stands on
 * @param subjectId the simulated presenter
 * @param avatarId the registered avatar
 */
public record OpenRoom(
    String broadcastId,
    String roomId,
    String driveId,
    String driveToken,
    String licenceId,
    String subjectId,
    String avatarId) {

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "OpenRoom[broadcast " + broadcastId + ", room " + roomId + "]";
  }
}
