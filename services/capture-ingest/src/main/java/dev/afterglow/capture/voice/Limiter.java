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

  /** How many samples it takes at once at most. */
  static final int MOST_SAMPLES = 48;

  private static final int WINDOW = LOOK_AHEAD - TruePeak.DELAY + 1;
  private static final int QUEUE = 128;
  private static final int MASK = QUEUE - 1;
  // Between samples a sound may peak higher than they do, so a stretch is looked at with the one
  // before it, which is as long as the peak's filter.
  private static final int STRETCH = 2 * TruePeak.DELAY;
  private static final float LET_GO = (float) (1 - Math.exp(-1 / (0.08 * VoicePath.RATE_HZ)));
  private static final float FREE = 0.999f;
  // A bound is taken before the gain's last bit is rounded.
  private static final float ROUNDING = 1.0001f;

  /**
   * Meters differ in what they make of the top octave between two samples: FFmpeg's reads a tenth
   * of a dB more than ours on voices. The rest is for rounding to 16 bits and the factor's own
   * slope.
   */
  private static final double METERS_DIFFER_DB = 0.15;

  private final float ceiling;
  private final float safe;
  // What is held back, then what has just come.
  private final float[] line = new float[LOOK_AHEAD + MOST_SAMPLES];
  private final float[] wanted = new float[STRETCH];
  private final float[] held = new float[WINDOW];
  // The factors within the window that none after them is below: a queue with the least in front.
  private final float[] least = new float[QUEUE];
  private final int[] leastAt = new int[QUEUE];
  private int front;
  private int back;
  private int at;
  private int slot;
  private float last = 1;
  private double sum = WINDOW;
  private boolean working = true;
  private int freeFor = WINDOW;
  private float deepest = 1;
  private float peakBefore;

  /**
   * A limiter that has heard nothing.
   *
   * @param ceilingDbtp what no peak passes
   */
  Limiter(double ceilingDbtp) {
    ceiling = (float) Decibels.factor(ceilingDbtp - METERS_DIFFER_DB);
    safe = ceiling / TruePeak.MOST_RISE;
    clear();
  }

  /** Forgets what it has heard. */
  void clear() {
    Arrays.fill(line, 0);
    peakBefore = 0;
    free();
  }

  /**
   * Takes samples, and puts those from {@link #LOOK_AHEAD} before in their place.
   *
   * @param count 16, 32 or 48
   * @param bound what no magnitude among the samples passes; the closer, the less is looked at
   */
  void pass(float[] samples, int count, float bound) {
    System.arraycopy(samples, 0, line, LOOK_AHEAD, count);
    for (int from = 0; from < count; from += STRETCH) {
      stretch(samples, from, bound * ROUNDING);
    }
    System.arraycopy(line, count, line, 0, LOOK_AHEAD);
  }

  /** The greatest lowering since the last call, as a factor. */
  float takeDeepest() {
    float deep = deepest;
    deepest = 1;
    return deep;
  }

  private void stretch(float[] samples, int from, float bound) {
    boolean calm = calm(LOOK_AHEAD + from, bound);
    if (calm && freeFor >= WINDOW && last >= FREE) {
      free();
      at += STRETCH;
      System.arraycopy(line, from, samples, from, STRETCH);
      return;
    }
    working = true;
    if (calm && freeFor >= WINDOW) {
      release(samples, from);
      return;
    }
    for (int i = 0; i < STRETCH; i++) {
      samples[from + i] = line[from + i] * factor(calm ? 1 : wanted[i]);
      at++;
    }
  }

  /** Lets go over a stretch: nothing within the window asks for anything. */
  private void release(float[] samples, int from) {
    front = 0;
    back = 0;
    float here = last;
    double all = sum;
    for (int i = 0; i < STRETCH; i++) {
      here += (1 - here) * LET_GO;
      all += here - held[slot];
      held[slot] = here;
      slot = slot + 1 == WINDOW ? 0 : slot + 1;
      float factor = Math.min(1, (float) (all * (1.0 / WINDOW)));
      deepest = Math.min(deepest, factor);
      samples[from + i] = line[from + i] * factor;
    }
    last = here;
    sum = all;
    at += STRETCH;
  }

  /** Whether nothing in a stretch passes the ceiling; where something does, what it asks for. */
  private boolean calm(int from, float bound) {
    float before = peakBefore;
    if (Math.max(before, bound) <= safe) {
      peakBefore = bound;
      return true;
    }
    peakBefore = peak(from);
    float peak = Math.max(before, peakBefore);
    if (peak <= safe || peak + TruePeak.MOST_SWING * steepest(from) <= ceiling) {
      return true;
    }
    boolean calm = true;
    for (int i = 0; i < STRETCH; i++) {
      float here = TruePeak.at(line, from + i);
      wanted[i] = here > ceiling ? ceiling / here : 1;
      calm &= here <= ceiling;
    }
    return calm;
  }

  private float peak(int from) {
    // Magnitudes order as the integers of their bits do, which are quicker to compare.
    int peak = 0;
    for (int i = from; i < from + STRETCH; i++) {
      peak = Math.max(peak, Float.floatToRawIntBits(line[i]) & Integer.MAX_VALUE);
    }
    return Float.intBitsToFloat(peak);
  }

  /** The greatest difference of neighbours in the stretch and the one before. */
  private float steepest(int from) {
    int steepest = 0;
    for (int i = from - STRETCH + 1; i < from + STRETCH; i++) {
      int step = Float.floatToRawIntBits(line[i] - line[i - 1]) & Integer.MAX_VALUE;
      steepest = Math.max(steepest, step);
    }
    return Float.intBitsToFloat(steepest);
  }

  private float factor(float asked) {
    freeFor = asked < 1 ? 0 : Math.min(freeFor + 1, WINDOW);
    while (back != front && least[(back - 1) & MASK] >= asked) {
      back--;
    }
    least[back & MASK] = asked;
    leastAt[back & MASK] = at;
    back++;
    if (at - leastAt[front & MASK] >= WINDOW) {
      front++;
    }
    float lowest = least[front & MASK];
    last = lowest < last ? lowest : last + (lowest - last) * LET_GO;
    sum += last - held[slot];
    held[slot] = last;
    slot = slot + 1 == WINDOW ? 0 : slot + 1;
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
