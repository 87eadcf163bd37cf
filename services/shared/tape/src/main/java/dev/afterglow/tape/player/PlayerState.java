package dev.afterglow.tape.player;

/**
 * Where a tape player is.
 *
 * <pre>
 *   Idle ─start→ Connecting ─opened→ Playing ─end of tape or stop→ Ended
 *                  │   ↑                │
 *                  │   └─ after a pause ┤ connection lost
 *                  └─ refused for good ─┴→ Failed
 * </pre>
 */
public sealed interface PlayerState {
  /** Made, not started. */
  record Idle() implements PlayerState {}

  /**
   * Opening the drive, or waiting to try again.
   *
   * @param attempt counts from 1 since the last success
   * @param reason why the last attempt failed, empty at first
   */
  record Connecting(int attempt, String reason) implements PlayerState {}

  /** The drive is open and the tape runs. */
  record Playing() implements PlayerState {}

  /** The tape came to its end, or was stopped. */
  record Ended() implements PlayerState {}

  /**
   * The service refused for good, or the tape broke.
   *
   * @param reason one sentence
   */
  record Failed(String reason) implements PlayerState {}

  /** Whether nothing more will happen. */
  default boolean isFinal() {
    return this instanceof Ended || this instanceof Failed;
  }
}
