package dev.afterglow.codec;

/** Why a well-formed datagram gave no frame. */
public enum IgnoreReason {
  /** It tells only that the sender lives. */
  KEEP_ALIVE,
  /** It says that no face or body is tracked at the moment. */
  NOT_TRACKED,
  /** It is about something else than motion. */
  NOT_MOTION,
  /** It is the sender's last datagram once more, byte for byte: the tracker has stopped. */
  REPEATED
}
