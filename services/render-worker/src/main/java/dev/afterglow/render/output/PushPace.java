package dev.afterglow.render.output;

/**
 * How patient a push is, milliseconds.
 *
 * @param connectMs for address, handshake and answer together. 10 s: a server far away under load
 *     takes a few.
 * @param wedgedMs for one write. 5 s: longer than any network's hiccup that a viewer would forgive.
 * @param acknowledgedMs how long a connection must carry the stream before it counts as wanted. 2
 *     s: servers that dislike a key take the connection and drop it within one.
 * @param firstWaitMs before the second try; it doubles from there
 * @param longestWaitMs the most that it doubles to
 * @param firstTries before the address counts as wrong, where no connection was ever acknowledged
 */
record PushPace(
    long connectMs,
    long wedgedMs,
    long acknowledgedMs,
    long firstWaitMs,
    long longestWaitMs,
    int firstTries) {
  static final PushPace USUAL = new PushPace(10_000, 5_000, 2_000, 1_000, 15_000, 3);

  PushPace {
    if (connectMs < 1 || wedgedMs < 1 || acknowledgedMs < 0 || firstTries < 1) {
      throw new IllegalArgumentException("a push needs some patience");
    }
    if (firstWaitMs < 1 || longestWaitMs < firstWaitMs) {
      throw new IllegalArgumentException("the longest wait is at least the first one");
    }
  }

  /** The wait after so many failures in a row, without its jitter. */
  long waitMs(int failures) {
    long wait = firstWaitMs;
    for (int i = 1; i < failures && wait < longestWaitMs; i++) {
      wait *= 2;
    }
    return Math.min(wait, longestWaitMs);
  }
}
