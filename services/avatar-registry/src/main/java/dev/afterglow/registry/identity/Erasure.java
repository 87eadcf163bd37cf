package dev.afterglow.registry.identity;

import java.time.Instant;
import java.util.Optional;

/** What a provider did with what it keeps of an attempt. */
public sealed interface Erasure {
  /** It keeps nothing of it any more. */
  record Forgotten() implements Erasure {}

  /**
   * It has no call for that, and keeps it.
   *
   * @param until when its own document says that it drops it; empty where it says nothing
   */
  record Kept(Optional<Instant> until) implements Erasure {}
}
