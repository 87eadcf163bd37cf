package dev.afterglow.capture.liveness.speech;

import dev.afterglow.drive.VoicePacket;
import java.util.Arrays;

/**
 * How loud the voice is, step by step of 40 ms, in three bands whose balance tells open vowels from
 * hissing: below 800 Hz, to 2,500 Hz, and above, split by one-pole low-passes {@code y += a (x -
 * y)}, {@code a = 1 - exp(-2 pi f / rate)}, at 16,000 samples a second (three samples averaged to
 * one). A level is {@code (10 log10(mean square) + 70) / 70} held to 0 to 1, so 0.1 is 7 dB. The
 * newest 41 seconds; 25 kB; for one thread.
 */
public final class VoiceTrace {
  /** Bands, low to high; band {@link #ALL} is the whole. */
  public static final int BANDS = 4;

  /** The whole band's index. */
  public static final int ALL = 3;

  /** Steps kept. */
  public static final int STEPS = 1_024;

  private static final int VOICE_HZ = 48_000;
  private static final int TAKE = 3;
  private static final int POINTS_A_STEP = VOICE_HZ / TAKE / 25;
  private static final double FLOOR_DB = 70;
  private static final float POINT = 1 / (TAKE * 32_768f);
  private static final float LOW = onePole(800);
  private static final float MID = onePole(2_500);

  private final float[] levels = new float[STEPS * BANDS];
  private final long[] stepOf = new long[STEPS];
  private final double[] energy = new double[BANDS];
  private float low;
  private float mid;
  private long openStep = -1;
  private int points;

  /** Nothing heard. */
  public VoiceTrace() {
    Arrays.fill(stepOf, -1);
  }

  /**
   * Takes a packet of 48,000 samples a second.
   *
   * @param sinceStepZeroUs when its first sample is, from the start of step 0; a packet from before
   *     is ignored
   * @throws IllegalArgumentException at another rate
   */
  public void take(VoicePacket packet, long sinceStepZeroUs) {
    if (packet.sampleRateHz() != VOICE_HZ) {
      throw new IllegalArgumentException(
          "the voice comes at 48,000 samples a second here, was " + packet.sampleRateHz());
    }
    long first = sinceStepZeroUs * (VOICE_HZ / TAKE / 1_000) / 1_000;
    int count = packet.length() / TAKE;
    int at = 0;
    while (at < count) {
      long step = Math.floorDiv(first + at, POINTS_A_STEP);
      int here = (int) Math.min(count - at, (step + 1) * POINTS_A_STEP - first - at);
      add(step, packet, at, here);
      at += here;
    }
  }

  /** Whether sound came for the step. */
  public boolean has(long step) {
    return step >= 0 && stepOf[slot(step)] == step;
  }

  /** A band's level, 0 to 1; 0 where no sound came. */
  public float level(long step, int band) {
    return has(step) ? levels[slot(step) * BANDS + band] : 0;
  }

  /** Forgets all. */
  public void clear() {
    Arrays.fill(stepOf, -1);
    openStep = -1;
    points = 0;
  }

  /** Adds points of one step. */
  private void add(long step, VoicePacket packet, int from, int count) {
    if (step != openStep) {
      close();
      openStep = step;
    }
    float l = low;
    float m = mid;
    double lows = 0;
    double mids = 0;
    double highs = 0;
    double all = 0;
    for (int i = from * TAKE; i < (from + count) * TAKE; i += TAKE) {
      int sum = packet.sample(i) + packet.sample(i + 1) + packet.sample(i + 2);
      float x = sum * POINT;
      l += LOW * (x - l);
      m += MID * (x - m);
      lows += (double) l * l;
      mids += (double) (m - l) * (m - l);
      highs += (double) (x - m) * (x - m);
      all += (double) x * x;
    }
    low = l;
    mid = m;
    energy[0] += lows;
    energy[1] += mids;
    energy[2] += highs;
    energy[ALL] += all;
    points += count;
  }

  private void close() {
    if (openStep >= 0 && points >= POINTS_A_STEP / 2) {
      for (int band = 0; band < BANDS; band++) {
        double db = 10 * Math.log10(energy[band] / points + 1e-12);
        levels[slot(openStep) * BANDS + band] =
            (float) Math.clamp((db + FLOOR_DB) / FLOOR_DB, 0, 1);
      }
      stepOf[slot(openStep)] = openStep;
    }
    Arrays.fill(energy, 0);
    points = 0;
  }

  private static int slot(long step) {
    return (int) (step % STEPS);
  }

  private static float onePole(double hz) {
    return (float) (1 - Math.exp(-2 * Math.PI * hz * TAKE / VOICE_HZ));
  }
}
