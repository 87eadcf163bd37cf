package dev.afterglow.capture.liveness;

/**
 * Parts of a body that a source tracks or does not, and that a worker may move where it does not.
 */
public enum DrivePart {
  /** Both eyelids. */
  EYELIDS,
  /** Jaw and lips. */
  MOUTH,
  /** Spine, chest and upper chest. */
  TORSO
}
