package dev.afterglow.render.frame;

/**
 * When the pictures that are in the encoder were captured, by their time in the stream. An encoder
 * holds a few at most; of one that was left out nothing is ever asked. Used by one thread.
 */
final class CaptureTimes {
  /** More than any encoder here holds without reordering. */
  private static final int MOST = 64;

  private final long[] pts = new long[MOST];
  private final long[] captured = new long[MOST];
  private int next;

  /** A picture went in. */
  void put(long at, long capturedUs) {
    pts[next] = at;
    captured[next] = capturedUs;
    next = (next + 1) % MOST;
  }

  /** When the picture that came out was captured, UTC microseconds; 0 where nothing says it. */
  long take(long at) {
    for (int i = 0; i < MOST; i++) {
      if (pts[i] == at) {
        return captured[i];
      }
    }
    return 0;
  }
}
