package dev.afterglow.capture.voice;

import java.util.Arrays;

/**
 * Lowers a late, quieter copy of the voice, such as the driver's own broadcast from a loudspeaker.
 *
 * <p>It looks at the level of steps of 40 ms. For each delay from 120 ms to 3 s it keeps, with a
 * memory of about 13 seconds, how much quieter the sound of a pause is than the voice that much
 * earlier: for a room's noise the difference varies as the voice did, for an echo it is nearly the
 * same all along. Once six seconds of pauses agree within 2 dB, a step that is no louder than the
 * echo would be is lowered by 18 dB. It has no copy of what the loudspeaker plays, so voice and
 * echo at one time stay as they are. 3 kB; for one thread.
 */
final class EchoGuard {
  private static final int STEP_MS = 40;
  private static final int NEAREST = 3;
  private static final int FARTHEST = 75;
  private static final int HISTORY = 128;
  // 160 ms: an echo falls between two steps, and a syllable must not be lost there.
  private static final double SMOOTHING = 0.25;
  private static final double MEMORY = 0.997;
  private static final double LEAST_EVIDENCE = 150;
  private static final double MOST_SPREAD_DB = 2;
  private static final double LEAST_DROP_DB = 6;
  private static final double VOICE_DB = -40;
  private static final double NOISE_DB = -66;
  private static final double MARGIN_DB = 3;
  private static final double LOWERED = Decibels.factor(-18);
  private static final double SLOPE = Decibels.factor(-1);

  private final double[] levels = new double[HISTORY];
  private final double[] weight = new double[FARTHEST + 1];
  private final double[] sum = new double[FARTHEST + 1];
  private final double[] squares = new double[FARTHEST + 1];
  private long steps;
  private double energy;
  private double smooth;
  private int filledMs;
  private boolean echo;
  private double factor = 1;

  EchoGuard() {
    Arrays.fill(levels, NOISE_DB);
  }

  /**
   * A millisecond passes.
   *
   * @param meanSquare of its samples
   * @return the factor at its end
   */
  double pass(double meanSquare) {
    energy += meanSquare;
    if (++filledMs == STEP_MS) {
      smooth += (energy / STEP_MS - smooth) * SMOOTHING;
      step(10 * Math.log10(Math.max(smooth, 1e-12)));
      energy = 0;
      filledMs = 0;
    }
    factor = echo ? Math.max(LOWERED, factor * SLOPE) : Math.min(1, factor / SLOPE);
    return factor;
  }

  private void step(double level) {
    levels[(int) (steps % HISTORY)] = level;
    echo = false;
    for (int delay = NEAREST; delay <= FARTHEST; delay++) {
      double before = loudest(delay);
      double drop = before - level;
      if (before > VOICE_DB && level > NOISE_DB && drop > LEAST_DROP_DB) {
        weight[delay] = weight[delay] * MEMORY + 1;
        sum[delay] = sum[delay] * MEMORY + drop;
        squares[delay] = squares[delay] * MEMORY + drop * drop;
      }
      echo |= known(delay) && level <= before - sum[delay] / weight[delay] + MARGIN_DB;
    }
    echo &= level > NOISE_DB;
    steps++;
  }

  private boolean known(int delay) {
    if (weight[delay] < LEAST_EVIDENCE) {
      return false;
    }
    double mean = sum[delay] / weight[delay];
    return squares[delay] / weight[delay] - mean * mean < MOST_SPREAD_DB * MOST_SPREAD_DB;
  }

  /** The louder of the two steps that an echo between steps falls into. */
  private double loudest(int delay) {
    return Math.max(earlier(delay), earlier(delay + 1));
  }

  private double earlier(int delay) {
    return steps < delay ? NOISE_DB : levels[(int) ((steps - delay) % HISTORY)];
  }
}
