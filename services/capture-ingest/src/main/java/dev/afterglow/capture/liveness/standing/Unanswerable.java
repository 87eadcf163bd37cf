package dev.afterglow.capture.liveness.standing;

/** What becomes of a drive whose driver cannot be asked. */
public enum Unanswerable {
  /** Nothing. */
  OBSERVE,
  /** The slate when its windows are not live. */
  JUDGE,
  /** The slate. */
  DENY
}
