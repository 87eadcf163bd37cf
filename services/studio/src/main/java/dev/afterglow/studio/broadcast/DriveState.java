package dev.afterglow.studio.broadcast;

/** The life of a drive session. */
public enum DriveState {
  /** Made; no device has opened it. */
  WAITING,
  /** A device drives. */
  OPEN,
  /** The device went away. */
  LOST,
  /** Ended for good. */
  CLOSED
}
