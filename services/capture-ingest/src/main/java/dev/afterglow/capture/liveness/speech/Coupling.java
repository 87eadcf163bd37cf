package dev.afterglow.capture.liveness.speech;

/**
 * Whether mouth and voice move together: the greatest correlation of mouth opening and loudness
 * over lags of -400 to 400 ms, in the newest 20 seconds, after taking each one's running mean of
 * two seconds off (slow changes of posture and gain are not speech).
 *
 * <p>People's mouth opening and loudness correlate clearly but loosely, at 2 to 7 Hz, with the
 * mouth up to 300 ms ahead (Chandrasekaran et al., "The natural statistics of audiovisual speech",
 * PLoS Computational Biology 5(7), 2009). Unrelated ones give the greatest of about seven
 * independent lags of a correlation whose spread is one over the root of the independent samples,
 * 0.1 to 0.2 here: 0.2 to 0.3. A mouth that does not move gives 0. 4 kB; for one thread.
 */
public final class Coupling {
  /** The farthest lag, steps. */
  public static final int MOST_LAG = 10;

  private static final int SPAN = 500;
  private static final int LEAST = 150;
  private static final int HALF_MEAN = 25;
  private static final float VOICED_RISE = 0.15f;
  // A mouth that stays within this is shut; below it the tracker's noise would be compared.
  private static final double MOUTH_DEVIATION = 0.004;
  private static final double VOICE_DEVIATION = 0.02;

  private final VoiceTrace voice;
  private final MouthTrace mouth;
  private final float[] opening = new float[SPAN];
  private final float[] level = new float[SPAN + 2 * MOST_LAG];
  private int voicedSteps;
  private int lagSteps;

  /** A measure over both. */
  public Coupling(VoiceTrace voice, MouthTrace mouth) {
    this.voice = voice;
    this.mouth = mouth;
  }

  /**
   * The greatest correlation, -1 to 1; NaN with less than six seconds of both.
   *
   * @param end the step after the last one looked at; the voice should have come until 400 ms later
   */
  public double greatest(long end) {
    int span = span(end);
    voicedSteps = 0;
    lagSteps = 0;
    if (span < LEAST) {
      return Double.NaN;
    }
    for (int i = 0; i < span; i++) {
      opening[i] = mouth.opening(end - span + i);
    }
    for (int i = 0; i < span + 2 * MOST_LAG; i++) {
      level[i] = voice.level(end - span - MOST_LAG + i, VoiceTrace.ALL);
    }
    voicedSteps = voiced(span);
    centre(opening, span);
    centre(level, span + 2 * MOST_LAG);
    return best(span);
  }

  /** Seconds of voice in what {@link #greatest} last looked at. */
  public double voicedS() {
    return voicedSteps / 25.0;
  }

  /** By how much the voice comes after the mouth at that correlation, milliseconds. */
  public long lagMs() {
    return lagSteps * 40L;
  }

  private int span(long end) {
    int span = 0;
    while (span < SPAN && mouth.has(end - 1 - span) && voice.has(end - 1 - span)) {
      span++;
    }
    return span;
  }

  private int voiced(int span) {
    float quietest = 1;
    for (int i = MOST_LAG; i < span + MOST_LAG; i++) {
      quietest = Math.min(quietest, level[i]);
    }
    // Speech has pauses within 20 s; a sound without any is held against a loud room, 0.35 = -45
    // dB.
    quietest = Math.min(quietest, 0.35f);
    int loud = 0;
    for (int i = MOST_LAG; i < span + MOST_LAG; i++) {
      loud += level[i] > quietest + VOICED_RISE ? 1 : 0;
    }
    return loud;
  }

  private double best(int span) {
    double best = -1;
    for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
      double cross = 0;
      double mouthEnergy = 0;
      double voiceEnergy = 0;
      for (int i = 0; i < span; i++) {
        float m = opening[i];
        float v = level[i + MOST_LAG + lag];
        cross += (double) m * v;
        mouthEnergy += (double) m * m;
        voiceEnergy += (double) v * v;
      }
      double scale =
          Math.sqrt(
              Math.max(mouthEnergy, span * MOUTH_DEVIATION * MOUTH_DEVIATION)
                  * Math.max(voiceEnergy, span * VOICE_DEVIATION * VOICE_DEVIATION));
      if (cross / scale > best) {
        best = cross / scale;
        lagSteps = lag;
      }
    }
    return best;
  }

  // Running sums make each mean two look-ups.
  private static void centre(float[] values, int count) {
    double[] sums = new double[count + 1];
    for (int i = 0; i < count; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    for (int i = 0; i < count; i++) {
      int from = Math.max(0, i - HALF_MEAN);
      int to = Math.min(count, i + HALF_MEAN + 1);
      values[i] -= (float) ((sums[to] - sums[from]) / (to - from));
    }
  }
}
