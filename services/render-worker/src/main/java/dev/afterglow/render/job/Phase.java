package dev.afterglow.render.job;

import java.nio.file.Path;
import java.time.Instant;

/**
 * The life of a render.
 *
 * <pre>
 *   Preview ──onAir──▶ OnAir ──▶ Ended
 *      └──────────────────┴────▶ Failed
 * </pre>
 *
 * Before Preview there is no render yet: whatever fails while lease, avatar and encoder are fetched
 * is answered to the caller, and the slot is free again.
 */
public sealed interface Phase {
  /** Drawing for the preview alone. */
  record Preview() implements Phase {
    /** The recording has begun. */
    OnAir onAir(Path recording) {
      return new OnAir(recording);
    }
  }

  /** Recording and sending. */
  record OnAir(Path recording) implements Phase {}

  /** Ended as asked. */
  record Ended(Instant at) implements Phase {}

  /**
   * Ended by a fault.
   *
   * @param detail in words, without addresses
   */
  record Failed(Instant at, String detail) implements Phase {}

  /** Whether it is over. */
  default boolean over() {
    return this instanceof Ended || this instanceof Failed;
  }
}
