package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import java.util.Arrays;

/**
 * A fingerprint of 64 bits of two seconds of motion, near for near motion: each bit is the side of
 * a random hyperplane on which the window lies, so two windows at an angle of {@code a} radians
 * differ in {@code 64 a / pi} bits on average (Charikar, "Similarity estimation techniques from
 * rounding algorithms", STOC 2002). Unrelated windows differ in 32 bits, standard deviation 4.
 *
 * <p>The window is levelled by channel, smoothed by (1 2 1)/4 and taken every second step, so that
 * a shift of half a step changes little. The planes' signs come from a fixed seed: fingerprints
 * stay comparable across restarts and versions. For one thread.
 */
public final class SimHash {
  /** Steps a fingerprint covers: two seconds. */
  public static final int STEPS = 50;

  /** The fingerprint of a window with too little motion to be told from another. */
  public static final long STILL = 0;

  private static final int BITS = 64;
  private static final int POINTS = STEPS / 2 * MotionChannel.COUNT;
  private static final float[] PLANES = planes();

  /**
   * A channel below this root mean square, quanta, is noise; and what a weak channel's scale is
   * held to. Two quanta: twice what the one camera tape shows at rest.
   */
  static final float NOISE = 2;

  private final float[] level = new float[STEPS * MotionChannel.COUNT];
  private final float[] sums = new float[BITS];
  private final int activeChannels;

  /**
   * A hasher.
   *
   * @param activeChannels how many channels have to move for a window to count, 1 to 10
   */
  SimHash(int activeChannels) {
    this.activeChannels = activeChannels;
  }

  /**
   * The fingerprint of {@link #STEPS} steps.
   *
   * @param steps as {@link VelocityHistory#copy} gives them
   * @return {@link #STILL} when too little moves
   */
  long of(byte[] steps) {
    if (active(steps) < activeChannels) {
      return STILL;
    }
    VelocityHistory.level(steps, STEPS, NOISE, level);
    Arrays.fill(sums, 0);
    for (int point = 0; point < POINTS; point++) {
      float value = smoothed(point);
      for (int bit = 0; bit < BITS; bit++) {
        sums[bit] += value * PLANES[point * BITS + bit];
      }
    }
    long hash = 0;
    for (int bit = 0; bit < BITS; bit++) {
      hash |= sums[bit] > 0 ? 1L << bit : 0;
    }
    return hash == STILL ? 1 : hash;
  }

  /** How many channels move more than noise. */
  static int active(byte[] steps) {
    int active = 0;
    for (int channel = 0; channel < MotionChannel.COUNT; channel++) {
      active += VelocityHistory.rms(steps, STEPS, channel) >= NOISE ? 1 : 0;
    }
    return active;
  }

  private float smoothed(int point) {
    int at = point / MotionChannel.COUNT * 2 * MotionChannel.COUNT + point % MotionChannel.COUNT;
    int before = Math.max(at - MotionChannel.COUNT, point % MotionChannel.COUNT);
    int after = at + MotionChannel.COUNT;
    return (level[before] + 2 * level[at] + level[after]) / 4;
  }

  /** SplitMix64 from a fixed seed (Steele, Lea, Flood, OOPSLA 2014). */
  private static float[] planes() {
    float[] planes = new float[POINTS * BITS];
    long state = 0x5EED_0F_AF7E_4610L;
    for (int i = 0; i < POINTS; i++) {
      state += 0x9E3779B97F4A7C15L;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      for (int bit = 0; bit < BITS; bit++) {
        planes[i * BITS + bit] = ((z >>> bit) & 1) == 0 ? 1 : -1;
      }
    }
    return planes;
  }
}
