package dev.afterglow.uplink;

import java.util.random.RandomGenerator;

/** How long to wait before trying again: 100 ms, doubling to 2 s, each between half and whole. */
public final class Backoff {
  private static final long FIRST_NANOS = 100_000_000L;
  private static final long LONGEST_NANOS = 2_000_000_000L;
  private static final int MOST_DOUBLINGS = 10;

  private final RandomGenerator random;
  private int failures;

  /** A back-off without a failure. */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Notes a failure and gives the pause after it, nanoseconds. */
  public long nextNanos() {
    long whole = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }

  /** Notes a success. */
  public void reset() {
    failures = 0;
  }

  /** How many failures there were since the last success. */
  public int failures() {
    return failures;
  }
}
