package dev.afterglow.capture.evidence;

import dev.afterglow.capture.liveness.DriveWindow;

/** Takes judged windows as evidence. Never waits: it is called while a drive is held. */
@FunctionalInterface
public interface WindowTaker {
  /** Nobody does. */
  WindowTaker NONE = (of, sourceId, window) -> {};

  /**
   * Of which drive a window is.
   *
   * @param driveId the session
   * @param broadcastId the broadcast, a UUID
   * @param driverSubjectId who drives
   */
  record Of(String driveId, String broadcastId, String driverSubjectId) {}

  /** A window of a source was judged. */
  void take(Of of, String sourceId, DriveWindow window);
}
