package dev.afterglow.render.fill;

import dev.afterglow.render.encode.StreamFormat;
import java.util.Arrays;

/**
 * The mouth by the voice alone: how far it opens by how loud the voice is, and its form by the
 * vowel that {@link VowelProfiles} finds. Looked at is a window of 64 ms, whose middle is {@value
 * #LEAD} samples (25 ms) after the picture's own sample: a mouth takes its form a little before it
 * is heard, and smoothing costs a few milliseconds. What opens does so within a picture or two and
 * closes a little slower. A function of the sound alone. For one thread.
 */
public final class VoiceMouth {
  private static final int DOWN = StreamFormat.SAMPLE_RATE_HZ / FormantVoice.RATE_HZ;
  private static final int TAPS = 24;

  private static final int HALF = VowelProfiles.WINDOW * DOWN / 2 + TAPS;

  /** How far the mouth is ahead of the sound, samples at 48,000 a second. */
  static final int LEAD = 1_200;

  /** Samples that it looks at from a picture's own on: 57 ms. */
  public static final int REACH = HALF + LEAD;

  private static final int BACK = HALF - LEAD;

  private static final float[] LOW_PASS = lowPass();
  private static final Vowel[] VOWELS = Vowel.values();

  /** Capture brings voices to about -20 dB of full scale; this is what shuts and opens a mouth. */
  private static final double SHUT_DB = -46;

  private static final double OPEN_DB = -20;
  private static final float OPENS = 0.75f;
  private static final float CLOSES = 0.45f;

  private final VowelProfiles profiles = new VowelProfiles();
  private final float[] around = new float[2 * HALF];
  private final float[] window = new float[VowelProfiles.WINDOW];
  private final float[] vowels = new float[VOWELS.length];
  private float loudness;

  /** Where the sound after a picture comes from. */
  public interface Ahead {
    /** Writes {@link #REACH} samples from the picture's own on. */
    void read(float[] out, int at, int length);
  }

  /** Takes sound that was given out, in order; 48,000 samples a second. */
  public void heard(float[] sound, int from, int length) {
    int taken = Math.min(length, BACK);
    System.arraycopy(around, taken, around, 0, BACK - taken);
    System.arraycopy(sound, from + length - taken, around, BACK - taken, taken);
  }

  /** Forgets the voice. */
  public void forget() {
    Arrays.fill(around, 0);
    Arrays.fill(vowels, 0);
    loudness = 0;
    profiles.forget();
  }

  /** The mouth at the sample behind what was {@link #heard} last. */
  public MouthShape shape(Ahead ahead) {
    ahead.read(around, BACK, REACH);
    float now = listen();
    float pace = now > loudness ? OPENS : CLOSES;
    loudness += pace * (now - loudness);
    if (now > 0) {
      double[] shares = profiles.shares(window);
      for (int v = 0; v < vowels.length; v++) {
        vowels[v] += OPENS * ((float) shares[v] - vowels[v]);
      }
    }
    return formed();
  }

  /** Fills the window and says how loud it is, 0 to 1. */
  private float listen() {
    double squares = 0;
    for (int i = 0; i < window.length; i++) {
      float sum = 0;
      for (int t = 0; t < LOW_PASS.length; t++) {
        sum += LOW_PASS[t] * around[i * DOWN + t];
      }
      window[i] = sum;
      // What is loud in the middle of the window counts, not what begins at its end.
      double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window.length);
      squares += weight * sum * sum;
    }
    double db = 10 * Math.log10(2 * squares / window.length + 1e-9);
    return (float) Math.clamp((db - SHUT_DB) / (OPEN_DB - SHUT_DB), 0, 1);
  }

  private MouthShape formed() {
    float open = 0;
    float funnel = 0;
    float pucker = 0;
    float stretch = 0;
    float lower = 0;
    float upper = 0;
    for (Vowel vowel : VOWELS) {
      float share = vowels[vowel.ordinal()] * loudness;
      open += share * vowel.open;
      funnel += share * vowel.funnel;
      pucker += share * vowel.pucker;
      stretch += share * vowel.stretch;
      lower += share * vowel.lower;
      upper += share * vowel.upper;
    }
    return new MouthShape(open, funnel, pucker, stretch, lower, upper);
  }

  /** From 48,000 to 16,000 samples a second: a sinc under a Hamming window, cut off at 7,200 Hz. */
  private static float[] lowPass() {
    float[] taps = new float[2 * TAPS + 1];
    double sum = 0;
    double[] raw = new double[taps.length];
    for (int i = 0; i < taps.length; i++) {
      double x = 2 * 7_200.0 / StreamFormat.SAMPLE_RATE_HZ * (i - TAPS);
      double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      raw[i] = sinc * (0.54 + 0.46 * Math.cos(Math.PI * (i - TAPS) / (TAPS + 1)));
      sum += raw[i];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] = (float) (raw[i] / sum);
    }
    return taps;
  }
}
