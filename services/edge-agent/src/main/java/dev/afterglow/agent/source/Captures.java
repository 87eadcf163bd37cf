package dev.afterglow.agent.source;

/** What stands behind a source, which the drive's header must state. */
public enum Captures {
  /** A camera that watches the person. */
  CAMERA,
  /** Something that the person wears. */
  WEARABLE,
  /** A recording of either, replayed. */
  TAPE,
  /** A program that passes on what it got from anything: only the presenter knows. */
  UNKNOWN
}
