package dev.afterglow.registry.use;

/** Whose voice is heard. */
public enum VoiceMode {
  /** Not said: denies. */
  UNSTATED,
  /** The driver's own. */
  REAL,
  /** A licensed voice laid over the driver's. */
  CONVERTED,
  /** Speech made from text. */
  TTS
}
