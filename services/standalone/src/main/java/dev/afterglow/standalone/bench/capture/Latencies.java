package dev.afterglow.standalone.bench.capture;

/** Delays in steps of 20 us up to two seconds. One thread adds, after which another may read. */
final class Latencies {
  private static final long STEP_NANOS = 20_000;
  private static final int STEPS = 100_000;

  private final int[] counts = new int[STEPS];
  private long total;

  void add(long nanos) {
    counts[(int) Math.clamp(nanos / STEP_NANOS, 0, STEPS - 1)]++;
    total++;
  }

  long total() {
    return total;
  }

  /** The delay that the share of all stays within, milliseconds; 0 without any. */
  double ms(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < STEPS; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return (i + 1) * STEP_NANOS / 1e6;
      }
    }
    return 0;
  }
}
