package dev.afterglow.capture.channel;

/** What made a part of a drive. */
public enum Origin {
  UNKNOWN,
  /** A camera that watches the person. */
  CAMERA,
  /** Wearable motion capture. */
  WEARABLE,
  /** A microphone at the driver's own mouth. */
  MICROPHONE,
  /** A recording, replayed. */
  TAPE,
  /** Another person's voice laid over the driver's. */
  CONVERTED,
  /** Computed from sound or text. */
  SYNTHETIC
}
