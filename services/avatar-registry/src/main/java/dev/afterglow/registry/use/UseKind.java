package dev.afterglow.registry.use;

/** What the picture is for. */
public enum UseKind {
  /** Not said: denies. */
  UNSTATED,
  /** Live selling. */
  LIVE,
  /** Clips cut from one's own live rooms. */
  CLIP_OF_OWN_LIVE,
  /** Advertisements. */
  AD,
  /** Training of models. */
  TRAINING,
  /** Rehearsal that no viewer sees. */
  REHEARSAL;

  /** Whether somebody may earn by it. A rehearsal that no viewer sees is no commerce. */
  public boolean commercial() {
    return this != REHEARSAL;
  }
}
