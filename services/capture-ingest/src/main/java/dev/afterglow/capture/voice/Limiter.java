package dev.afterglow.capture.voice;

import dev.afterglow.capture.loudness.TruePeak;
import java.util.Arrays;

/**
 * Keeps every peak, also those between samples, below a ceiling. It looks 2 ms ahead: the least
 * factor that any peak ahead asks for, let go over 80 ms, and averaged over the time ahead, so that
 * the gain arrives at a peak by a ramp and never clicks. While nothing comes near the ceiling it
 * only delays. For one thread.
 */
final class Limiter {
  /** How many samples the output is behind. */
  static final int LOOK_AHEAD = 96;

  private static final int WINDOW = LOOK_AHEAD - TruePeak.DELAY + 1;
  private static final int RING = 256;
  private static final int MASK = RING - 1;
  private static final float LET_GO = (float) (1 - Math.exp(-1 / (0.08 * VoicePath.RATE_HZ)));
  private static final float FREE = 0.999f;

  private final float ceiling;
  private final float safe;
  private final float[] ring = new float[RING];
  private final float[] held = new float[WINDOW];
  // The factors within the window that none after them is below: a queue with the least in front.
  private final float[] least = new float[RING];
  private final int[] leastAt = new int[RING];
  private int front;
  private int back;
  private int at;
  private float last = 1;
  private double sum = WINDOW;
  private boolean working = true;
  private int freeFor = WINDOW;
  private float peakBefore;
  private float deepest = 1;

  /**
   * A limiter that has heard nothing.
   *
   * @param ceilingDbtp what no peak passes
   */
  Limiter(double ceilingDbtp) {
    // A hundredth of a dB for the rounding to 16 bits, and for the factor's own slope.
    ceiling = (float) Decibels.factor(ceilingDbtp - 0.03);
    safe = ceiling / TruePeak.MOST_RISE;
    clear();
  }

  /** Forgets what it has heard. */
  void clear() {
    Arrays.fill(ring, 0);
    peakBefore = 0;
    free();
  }

  /** Takes samples, and puts those from {@link #LOOK_AHEAD} before in their place. */
  void pass(float[] samples, int count) {
    float peak = 0;
    for (int i = 0; i < count; i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    boolean far = Math.max(peak, peakBefore) <= safe;
    peakBefore = peak;
    if (far && freeFor >= WINDOW && last >= FREE) {
      free();
      for (int i = 0; i < count; i++) {
        ring[at & MASK] = samples[i];
        samples[i] = ring[(at - LOOK_AHEAD) & MASK];
        at++;
      }
      return;
    }
    working = true;
    for (int i = 0; i < count; i++) {
      ring[at & MASK] = samples[i];
      float peakHere = far ? 0 : TruePeak.at(ring, at);
      samples[i] = ring[(at - LOOK_AHEAD) & MASK] * factor(peakHere);
      at++;
    }
  }

  /** The greatest lowering since the last call, as a factor. */
  float takeDeepest() {
    float deep = deepest;
    deepest = 1;
    return deep;
  }

  private float factor(float peak) {
    float wanted = peak > ceiling ? ceiling / peak : 1;
    freeFor = wanted < 1 ? 0 : Math.min(freeFor + 1, WINDOW);
    while (back != front && least[(back - 1) & MASK] >= wanted) {
      back--;
    }
    least[back & MASK] = wanted;
    leastAt[back & MASK] = at;
    back++;
    if (at - leastAt[front & MASK] >= WINDOW) {
      front++;
    }
    float lowest = least[front & MASK];
    last = lowest < last ? lowest : last + (lowest - last) * LET_GO;
    int slot = Math.floorMod(at, WINDOW);
    sum += last - held[slot];
    held[slot] = last;
    float factor = Math.min(1, (float) (sum / WINDOW));
    deepest = Math.min(deepest, factor);
    return factor;
  }

  private void free() {
    last = 1;
    front = 0;
    back = 0;
    freeFor = WINDOW;
    if (working) {
      working = false;
      sum = WINDOW;
      Arrays.fill(held, 1);
    }
  }
}
