package dev.afterglow.agent.source;

/** What stands behind the sound of a drive, which its header must state. */
public enum VoiceOrigin {
  /** There is none. */
  NONE,
  /** The driver's own voice at a microphone. */
  MICROPHONE,
  /** A recording, replayed. */
  TAPE
}
