package dev.afterglow.render.scene;

/**
 * A clock that runs down.
 *
 * @param endUs media time at which it reaches zero, microseconds
 * @param title what ends then; empty is none
 */
public record Countdown(long endUs, String title) {
  private static final long MOST_S = 99L * 3600 + 59 * 60 + 59;

  /** Whole seconds left, rounded up, so that zero shows at the end and not a second before. */
  public long secondsLeft(long mediaTimeUs) {
    return Math.clamp(Math.ceilDiv(endUs - mediaTimeUs, 1_000_000L), 0, MOST_S);
  }
}
