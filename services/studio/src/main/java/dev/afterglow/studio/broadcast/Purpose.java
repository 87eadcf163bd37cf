package dev.afterglow.studio.broadcast;

/** What the picture is asked for. */
public enum Purpose {
  /** Rehearsal that no viewer sees. */
  REHEARSAL,
  /** Live selling. */
  LIVE
}
