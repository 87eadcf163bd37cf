package dev.afterglow.standalone.bench.capture;

import java.util.concurrent.atomic.AtomicLongArray;

/** When the newest samples of a stream were sent. One thread notes, another asks. */
final class SentTimes {
  private static final int REMEMBERED = 1_024;
  // Less than half of the 20 ms between two packets of voice.
  private static final long NEAR_NANOS = 9_000_000;

  private final AtomicLongArray nanos = new AtomicLongArray(REMEMBERED);
  private volatile long newest;

  /** A sample is sent now; sequences count up from 1. */
  void note(long sequence, long nowNanos) {
    nanos.set((int) (sequence % REMEMBERED), nowNanos);
    newest = sequence;
  }

  /** How long ago a sample was sent. */
  long since(long sequence, long nowNanos) {
    return nowNanos - nanos.get((int) (sequence % REMEMBERED));
  }

  /** The newest sample that was sent within 9 ms of an instant, or 0 for none. */
  long nearest(long atNanos) {
    long last = newest;
    for (long sequence = last; sequence > Math.max(0, last - REMEMBERED / 2); sequence--) {
      if (Math.abs(since(sequence, atNanos)) <= NEAR_NANOS) {
        return sequence;
      }
    }
    return 0;
  }
}
