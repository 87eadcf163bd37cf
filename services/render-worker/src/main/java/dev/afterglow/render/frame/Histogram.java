package dev.afterglow.render.frame;

/**
 * How often values of milliseconds occurred, in steps of a tenth up to {@value #MOST_MS}; whatever
 * is larger counts as that. Not thread-safe; allocates nothing after construction.
 */
final class Histogram {
  private static final int MOST_MS = 1_000;
  private static final int STEPS_A_MS = 10;

  private final long[] counts = new long[MOST_MS * STEPS_A_MS + 1];
  private long count;

  /**
   * Counts a value.
   *
   * @param ms 0 or more
   */
  void add(double ms) {
    counts[(int) Math.min(counts.length - 1, Math.ceil(ms * STEPS_A_MS))]++;
    count++;
  }

  /**
   * The least value that this share of all stayed within, rounded up to a tenth; 0 without values.
   *
   * @param share 0 to 1
   */
  double quantile(double share) {
    long wanted = (long) Math.ceil(share * count);
    long seen = 0;
    for (int step = 0; step < counts.length; step++) {
      seen += counts[step];
      if (seen >= wanted) {
        return (double) step / STEPS_A_MS;
      }
    }
    return MOST_MS;
  }
}
