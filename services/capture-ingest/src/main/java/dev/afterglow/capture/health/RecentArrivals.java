package dev.afterglow.capture.health;

import java.util.ArrayDeque;
import java.util.Arrays;

/** The arrivals of the last ten seconds of one stream of samples. For one thread. */
public final class RecentArrivals {
  private static final long WINDOW_US = 10_000_000;
  private static final int MOST = 4_096;

  private record Arrival(long atUs, long lagUs, long lost) {}

  private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
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
    arrivals.addLast(new Arrival(nowUs, nowUs - capturedUs, lostBefore));
    if (arrivals.size() > MOST) {
      arrivals.removeFirst();
    }
    forget(nowUs);
  }

  /** Samples a second. */
  public double rateHz(long nowUs) {
    forget(nowUs);
    long span = Math.clamp(nowUs - startedUs, 1_000_000L, WINDOW_US);
    return startedUs == Long.MIN_VALUE ? 0 : arrivals.size() * 1e6 / span;
  }

  /** Share of samples that never came, 0 to 1. */
  public double lossRatio(long nowUs) {
    forget(nowUs);
    double lost = arrivals.stream().mapToLong(Arrival::lost).sum();
    return lost == 0 ? 0 : lost / (lost + arrivals.size());
  }

  /**
   * A percentile of the time from capture to arrival, milliseconds; 0 without arrivals.
   *
   * @param share 0 to 1
   */
  public double lagMs(double share, long nowUs) {
    forget(nowUs);
    long[] lags = arrivals.stream().mapToLong(Arrival::lagUs).toArray();
    if (lags.length == 0) {
      return 0;
    }
    Arrays.sort(lags);
    return lags[(int) Math.min(lags.length - 1L, (long) (share * lags.length))] / 1000.0;
  }

  /** The standard deviation of the time from capture to arrival, milliseconds. */
  public double jitterMs(long nowUs) {
    forget(nowUs);
    if (arrivals.isEmpty()) {
      return 0;
    }
    double mean = arrivals.stream().mapToLong(Arrival::lagUs).average().orElse(0);
    double squares =
        arrivals.stream().mapToDouble(it -> (it.lagUs() - mean) * (it.lagUs() - mean)).sum();
    return Math.sqrt(squares / arrivals.size()) / 1000;
  }

  private void forget(long nowUs) {
    while (!arrivals.isEmpty() && nowUs - arrivals.getFirst().atUs() > WINDOW_US) {
      arrivals.removeFirst();
    }
  }
}
