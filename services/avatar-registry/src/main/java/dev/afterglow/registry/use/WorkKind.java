package dev.afterglow.registry.use;

/** What a licence is over. */
public enum WorkKind {
  /** A person's likeness, or their voice. */
  LIKENESS,
  /** The design of a part. */
  DESIGN,
  /** The text of a part. */
  SCRIPT
}
