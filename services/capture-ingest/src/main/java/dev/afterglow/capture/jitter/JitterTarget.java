package dev.afterglow.capture.jitter;

/**
 * How long a source's next sample is worth waiting for: as long as 97 of 100 of its samples take
 * beyond the quickest of the last ten seconds, 20 to 60 ms.
 *
 * <p>This is the depth of an adaptive jitter buffer that keeps the connection busy: a sample that
 * comes in order goes on at once, and only one behind a hole, or one that other sources must catch
 * up with, waits, at most this long. The steady delay that hides the jitter from viewers is paid
 * once, in the render worker's playout (docs/adr/0008).
 *
 * <p>A histogram of 2 ms bins that forgets: half of a sample's weight is gone after 350 samples. It
 * rises within about a dozen late samples, and falls back over some ten seconds. No allocation
 * after the constructor; 300 bytes. For one thread.
 */
public final class JitterTarget {
  /** The shortest wait, microseconds: a frame of a camera that shares its thread comes so late. */
  public static final long LEAST_US = 20_000;

  /** The longest wait, microseconds: half of what the worker's playout delay forgives. */
  public static final long MOST_US = 60_000;

  private static final long BIN_US = 2_000;
  private static final int BINS = (int) (MOST_US / BIN_US) + 1;
  private static final double SHARE = 0.97;
  private static final double FORGET = 0.998;
  private static final double RESCALE_AT = 1e9;
  private static final long WINDOW_US = 5_000_000;

  private final double[] bins = new double[BINS];
  private double newest = 1;
  private double total;
  private long windowBeganUs = Long.MIN_VALUE;
  private long quickestUs = Long.MAX_VALUE;
  private long quickestBeforeUs = Long.MAX_VALUE;
  private long targetUs = LEAST_US;

  /**
   * Takes a sample's way in.
   *
   * @param transitUs from its capture to its arrival, on the service's clock; may be negative where
   *     the clock is not known well yet
   * @param nowUs when it arrived
   */
  public void arrived(long transitUs, long nowUs) {
    if (windowBeganUs == Long.MIN_VALUE || nowUs - windowBeganUs >= WINDOW_US) {
      quickestBeforeUs = quickestUs;
      quickestUs = Long.MAX_VALUE;
      windowBeganUs = nowUs;
    }
    quickestUs = Math.min(quickestUs, transitUs);
    int bin = (int) Math.clamp((transitUs - quickestUs()) / BIN_US, 0, BINS - 1L);
    newest /= FORGET;
    bins[bin] += newest;
    total += newest;
    if (newest > RESCALE_AT) {
      rescale();
    }
    targetUs = Math.clamp(quantileUs(), LEAST_US, MOST_US);
  }

  /** How long to wait, microseconds, {@link #LEAST_US} to {@link #MOST_US}. */
  public long targetUs() {
    return targetUs;
  }

  /**
   * The quickest way from capture to arrival in the last five to ten seconds, microseconds; {@link
   * Long#MAX_VALUE} before the first sample.
   */
  public long quickestUs() {
    return Math.min(quickestUs, quickestBeforeUs);
  }

  private long quantileUs() {
    double below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += bins[bin];
      if (below >= SHARE * total) {
        return (bin + 1) * BIN_US;
      }
    }
    return MOST_US;
  }

  private void rescale() {
    for (int bin = 0; bin < BINS; bin++) {
      bins[bin] /= newest;
    }
    total /= newest;
    newest = 1;
  }
}
