package dev.afterglow.codec;

/**
 * How decoders treat shape values. A tracker may overshoot a little, so values near the range are
 * pulled into it; a value far outside is no overshoot but damage.
 */
public final class Weights {
  private static final float FARTHEST_BELOW = -1;
  private static final float FARTHEST_ABOVE = 2;

  private Weights() {}

  /** Whether a finite value can be a weight, overshoot included: -1 to 2. */
  public static boolean plausible(float value) {
    return value >= FARTHEST_BELOW && value <= FARTHEST_ABOVE;
  }

  /** The nearest value from 0 to 1; not for NaN. */
  public static float clamp(float value) {
    return Math.clamp(value, 0f, 1f);
  }
}
