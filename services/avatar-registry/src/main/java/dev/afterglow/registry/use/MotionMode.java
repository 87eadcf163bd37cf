package dev.afterglow.registry.use;

/** What moves the figure. */
public enum MotionMode {
  /** Not said: denies. */
  UNSTATED,
  /** A person's motion capture, at that moment. */
  MOCAP,
  /** Nothing but the voice. */
  AUDIO_DRIVEN,
  /** Recorded clips. */
  CLIP,
  /** A recorded capture replayed, for rehearsal and demonstration. */
  TAPE
}
