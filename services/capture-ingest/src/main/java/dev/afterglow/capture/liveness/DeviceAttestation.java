package dev.afterglow.capture.liveness;

/**
 * What the capture device can prove about itself. It speaks of app and device, never of the scene.
 */
public enum DeviceAttestation {
  /** App and device vouched for by the maker's hardware (App Attest, Play Integrity). */
  HW_APP,
  /** A key that the device's hardware vouches for. */
  HW_KEY,
  /** A key that software keeps. */
  SOFT,
  /** Nothing. */
  NONE
}
