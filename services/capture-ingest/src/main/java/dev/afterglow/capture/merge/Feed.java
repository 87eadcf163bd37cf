package dev.afterglow.capture.merge;

/** How a source stands. */
public interface Feed {
  /** Whether its motion has been missing for longer than is bridged. */
  boolean lost(long nowUs);

  /** How long its next sample is worth waiting for, microseconds. */
  long targetUs();
}
