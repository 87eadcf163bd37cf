package dev.afterglow.render.lease;

/** What a drive says made its motion. */
public enum MotionOrigin {
  /** It does not say, or there is no drive yet. No lease allows it. */
  UNKNOWN,
  /** A camera that watches the person. */
  CAMERA,
  /** Wearable motion capture. */
  WEARABLE,
  /** A recording of either, replayed. */
  TAPE,
  /** Computed from sound or text. */
  SYNTHETIC
}
