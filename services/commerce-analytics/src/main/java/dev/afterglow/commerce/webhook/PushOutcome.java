package dev.afterglow.commerce.webhook;

/** What became of a push. */
enum PushOutcome {
  /** Kafka holds what could be read of it. */
  TAKEN,
  /** Its signature is missing, wrong or too old. */
  REFUSED,
  /** It is signed and cannot be read. */
  UNREADABLE,
  /** Which show is on was not known yet. */
  TOO_EARLY
}
