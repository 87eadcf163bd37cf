package dev.afterglow.agent.upstream;

/** A part of a drive, for which its sources are ranked. */
public enum DrivePart {
  /** The shapes. */
  FACE,
  /** The head's pose. */
  HEAD,
  /** The bones. */
  BODY,
  /** The sound. */
  VOICE
}
