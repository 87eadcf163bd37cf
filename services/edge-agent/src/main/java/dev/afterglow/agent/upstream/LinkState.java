package dev.afterglow.agent.upstream;

/**
 * Where the uplink is.
 *
 * <pre>
 *   Waiting ─first frame→ Connecting ─opened→ Open ─stop→ Ended
 *                           │   ↑               │
 *                           │   └ after a pause ┤ connection lost
 *                           └─ refused for good ┴→ Failed
 * </pre>
 */
public sealed interface LinkState {
  /** Nothing has been captured yet, so nothing is opened. */
  record Waiting() implements LinkState {}

  /**
   * Opening the drive, or waiting to try again.
   *
   * @param attempt counts from 1 since the last success
   * @param reason why the last attempt failed, empty at first
   */
  record Connecting(int attempt, String reason) implements LinkState {}

  /** The drive is open. */
  record Open() implements LinkState {}

  /** It was ended in order. */
  record Ended() implements LinkState {}

  /**
   * The service refused for good, or this device's memory failed.
   *
   * @param reason one sentence
   */
  record Failed(String reason) implements LinkState {}

  /** Whether nothing more will happen. */
  default boolean isFinal() {
    return this instanceof Ended || this instanceof Failed;
  }
}
