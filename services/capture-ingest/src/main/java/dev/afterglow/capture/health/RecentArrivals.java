package dev.afterglow.capture.health;

import java.util.Arrays;

/**
 * The arrivals of the last ten seconds of one stream of samples, at most 4,096. 24 bytes an
 * arrival, and nothing is allocated for one once the ring has its size. For one thread.
 */
public final class RecentArrivals {
  private static final long WINDOW_US = 10_000_000;
  private static final int MOST = 4_096;
  private static final int FIRST = 256;
  private static final int FORGOTTEN_TOGETHER = 8;
  // An arrival is its time, its time on the way, and how many were lost before it.
  private static final int FIELDS = 3;
  private static final int LAG = 1;
  private static final int LOST = 2;

  private long[] ring = new long[FIRST * FIELDS];
  // Counted without end; a place in the ring is the rest by its size, a power of two.
  private long oldest;
  private long next;
  private long startedUs = Long.MIN_VALUE;

  /**
   * Notes a sample.
   *
   * @param nowUs when it came, on the service's clock
   * @param capturedUs when it was captured, on the same clock
   * @param lostBefore how many samples just before it never came
   */
  public void note(long nowUs, long capturedUs, long lostBefore) {
    startedUs = startedUs == Long.MIN_VALUE ? nowUs : startedUs;
    // The oldest lie where the processor has not looked for ten seconds: several a visit.
    if (next % FORGOTTEN_TOGETHER == 0) {
      forget(nowUs);
    }
    makeRoom();
    int at = at(next++);
    ring[at] = nowUs;
    ring[at + LAG] = nowUs - capturedUs;
    ring[at + LOST] = lostBefore;
  }

  /** Samples a second. */
  public double rateHz(long nowUs) {
    forget(nowUs);
    long span = Math.clamp(nowUs - startedUs, 1_000_000L, WINDOW_US);
    return startedUs == Long.MIN_VALUE ? 0 : count() * 1e6 / span;
  }

  /** Share of samples that never came, 0 to 1. */
  public double lossRatio(long nowUs) {
    forget(nowUs);
    double lost = 0;
    for (long i = oldest; i < next; i++) {
      lost += ring[at(i) + LOST];
    }
    return lost == 0 ? 0 : lost / (lost + count());
  }

  /**
   * A percentile of the time from capture to arrival, milliseconds; 0 without arrivals.
   *
   * @param share 0 to 1
   */
  public double lagMs(double share, long nowUs) {
    long[] lags = lagsUs(nowUs);
    if (lags.length == 0) {
      return 0;
    }
    Arrays.sort(lags);
    return lags[(int) Math.min(lags.length - 1L, (long) (share * lags.length))] / 1000.0;
  }

  /** The standard deviation of the time from capture to arrival, milliseconds. */
  public double jitterMs(long nowUs) {
    long[] lags = lagsUs(nowUs);
    double mean = Arrays.stream(lags).average().orElse(0);
    double squares = Arrays.stream(lags).mapToDouble(it -> (it - mean) * (it - mean)).sum();
    return lags.length == 0 ? 0 : Math.sqrt(squares / lags.length) / 1000;
  }

  private long[] lagsUs(long nowUs) {
    forget(nowUs);
    long[] lags = new long[count()];
    for (int i = 0; i < lags.length; i++) {
      lags[i] = ring[at(oldest + i) + LAG];
    }
    return lags;
  }

  private void forget(long nowUs) {
    while (oldest < next && nowUs - ring[at(oldest)] > WINDOW_US) {
      oldest++;
    }
  }

  private void makeRoom() {
    int places = ring.length / FIELDS;
    if (count() < places) {
      return;
    }
    if (places == MOST) {
      oldest++;
      return;
    }
    long[] wider = new long[2 * ring.length];
    int kept = count();
    for (int i = 0; i < kept; i++) {
      System.arraycopy(ring, at(oldest + i), wider, i * FIELDS, FIELDS);
    }
    ring = wider;
    oldest = 0;
    next = kept;
  }

  private int count() {
    return (int) (next - oldest);
  }

  private int at(long place) {
    return (int) (place & (ring.length / FIELDS - 1)) * FIELDS;
  }
}
