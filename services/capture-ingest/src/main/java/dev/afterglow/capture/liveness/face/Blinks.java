package dev.afterglow.capture.liveness.face;

/**
 * Blinks of the newest minute. A blink is the lids' weight rising by {@link #RISE} over its slow
 * mean and coming back within {@link #LONGEST_STEPS}: people blink in 100 to 400 ms. At rest they
 * do so 17 times a minute, 26 in talk, 4 to 5 in reading, with wide differences between people
 * (Bentivoglio et al., Movement Disorders 12(6), 1997, from memory), so rate alone proves little;
 * none for long, or a clock's regularity, are the marks of a made face. 300 bytes; for one thread.
 */
public final class Blinks {
  private static final float RISE = 0.2f;
  private static final float FALL = 0.1f;
  private static final int LONGEST_STEPS = 15;
  private static final float BASE_SHARE = 0.02f;
  private static final int KEPT = 32;
  private static final int STEPS_A_MINUTE = 1_500;

  private final long[] starts = new long[KEPT];
  private long count;
  private long steps;
  private long closedAt = -1;
  private float open;

  /** Takes the lids' weight of the next step, 0 to 1. */
  public void take(float lids) {
    if (steps == 0) {
      open = lids;
    }
    if (closedAt < 0 && lids - open > RISE) {
      closedAt = steps;
    } else if (closedAt >= 0 && lids - open < FALL) {
      note();
      closedAt = -1;
    } else if (closedAt >= 0 && steps - closedAt > LONGEST_STEPS) {
      // Closed for good, or looking down: a new level, not a blink.
      open = lids;
      closedAt = -1;
    }
    if (closedAt < 0) {
      open += (lids - open) * BASE_SHARE;
    }
    steps++;
  }

  /** Blinks in the newest minute, or since the start. */
  public int lastMinute() {
    int recent = 0;
    for (long i = Math.max(0, count - KEPT); i < count; i++) {
      recent += steps - starts[slot(i)] <= STEPS_A_MINUTE ? 1 : 0;
    }
    return recent;
  }

  /** Seconds since the last blink, or since the start. */
  public double sinceLastS() {
    long from = count == 0 ? 0 : starts[slot(count - 1)];
    return (steps - from) / 25.0;
  }

  /**
   * The spread of the intervals between the newest blinks over their mean (coefficient of
   * variation): near 0 for a clock, about 0.5 to 1 for people, whose blinks come nearly at random.
   * NaN with fewer than nine blinks within reach.
   */
  public double irregularity() {
    int intervals = (int) Math.min(count, 16) - 1;
    if (intervals < 8) {
      return Double.NaN;
    }
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < intervals; i++) {
      double interval = starts[slot(count - 1 - i)] - starts[slot(count - 2 - i)];
      sum += interval;
      squares += interval * interval;
    }
    double mean = sum / intervals;
    return Math.sqrt(Math.max(0, squares / intervals - mean * mean)) / mean;
  }

  private void note() {
    starts[slot(count)] = closedAt;
    count++;
  }

  private static int slot(long blink) {
    return (int) (blink % KEPT);
  }
}
