package dev.afterglow.capture.loudness;

/**
 * The gated loudness of the newest 30 seconds of a mono voice, by ITU-R BS.1770-4: blocks of 400 ms
 * that overlap by three quarters, those below -70 LUFS left out, then those more than 10 LU below
 * the mean of the rest. Pauses do not count, so a speaker who pauses is not quieter for it.
 *
 * <p>The recommendation integrates over a whole programme; the window makes it follow a speaker who
 * moves away from the microphone. A new value comes every 100 ms. 3 kB; for one thread.
 */
public final class Loudness {
  /** Samples a second of what it measures. */
  public static final int RATE_HZ = 48_000;

  /** How much of the past counts, seconds. */
  public static final int WINDOW_S = 30;

  private static final int STEP = RATE_HZ / 10;
  private static final int STEPS_A_BLOCK = 4;
  private static final int BLOCKS = WINDOW_S * 10 - STEPS_A_BLOCK + 1;
  private static final double OFFSET = -0.691;
  private static final double FLOOR = Math.pow(10, (-70 - OFFSET) / 10);
  private static final double RELATIVE = 0.1;
  // -100 dBFS; the filters' memory of anything louder has faded before the next step.
  private static final float STILL = 1e-5f;

  private final KWeighting weighting = new KWeighting();
  private final double[] steps = new double[STEPS_A_BLOCK];
  // The newest blocks, in no order that matters.
  private final double[] blocks = new double[BLOCKS];
  private long count;
  private double energy;
  private int filled;
  private double lufs = Double.NaN;
  private double heardS;

  /**
   * Takes samples from -1 to 1.
   *
   * @param peak the greatest of their magnitudes: what is still is not worth a filter
   * @return whether there is a new {@link #lufs}
   */
  public boolean take(float[] samples, int count, float peak) {
    boolean fresh = false;
    int from = 0;
    while (from < count) {
      int part = Math.min(count - from, STEP - filled);
      if (peak > STILL) {
        energy += weighting.energy(samples, from, part);
      } else {
        weighting.clear();
      }
      filled += part;
      from += part;
      if (filled == STEP) {
        close();
        fresh = true;
      }
    }
    return fresh;
  }

  /** The loudness, LUFS; NaN before a block of 400 ms has passed both gates. */
  public double lufs() {
    return lufs;
  }

  /** How much of the window passed both gates, seconds. */
  public double heardS() {
    return heardS;
  }

  private void close() {
    steps[(int) (count % STEPS_A_BLOCK)] = energy / STEP;
    count++;
    energy = 0;
    filled = 0;
    if (count < STEPS_A_BLOCK) {
      return;
    }
    double sum = 0;
    for (double step : steps) {
      sum += step;
    }
    long block = count - STEPS_A_BLOCK;
    blocks[(int) (block % BLOCKS)] = sum / STEPS_A_BLOCK;
    int held = (int) Math.min(block + 1, BLOCKS);
    double threshold = Math.max(FLOOR, RELATIVE * mean(held, FLOOR));
    double gated = mean(held, threshold);
    lufs = gated > 0 ? OFFSET + 10 * Math.log10(gated) : Double.NaN;
    heardS = above(held, threshold) / 10.0;
  }

  private double mean(int held, double threshold) {
    double sum = 0;
    int passed = 0;
    for (int i = 0; i < held; i++) {
      if (blocks[i] > threshold) {
        sum += blocks[i];
        passed++;
      }
    }
    return passed == 0 ? 0 : sum / passed;
  }

  private int above(int held, double threshold) {
    int passed = 0;
    for (int i = 0; i < held; i++) {
      passed += blocks[i] > threshold ? 1 : 0;
    }
    return passed;
  }
}
