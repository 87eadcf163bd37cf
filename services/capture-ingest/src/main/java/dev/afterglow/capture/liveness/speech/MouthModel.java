package dev.afterglow.capture.liveness.speech;

import java.util.Arrays;

/**
 * A small voice-to-face model of our own, learnt during the drive: the mouth's opening as a linear
 * filter of the voice's three band levels from 160 ms before to 160 ms after, fitted by recursive
 * least squares with a memory of 20 seconds ({@code lambda} 0.998 a step; see Haykin, "Adaptive
 * Filter Theory"). Each step is predicted before it is learnt, so the error is of what the model
 * had not seen.
 *
 * <p>{@link #explainedShare} is {@code 1 - sum(error^2) / sum((opening - mean)^2)} over the newest
 * ten seconds: what of the mouth the sound explains. A person's mouth does much that is not to be
 * heard (consonants, smiles, breath, moving in silence); a face driven from the sound is a function
 * of the sound, and is explained too well. 3 kB; for one thread.
 */
public final class MouthModel {
  private static final int[] OFFSETS = {-4, -2, 0, 2, 4};
  private static final int BANDS = 3;
  private static final int INPUTS = OFFSETS.length * BANDS + 1;
  private static final double MEMORY = 0.998;
  private static final double FIRST_DOUBT = 10;
  private static final double MOST_DOUBT = 1_000;
  private static final int SPAN = 250;
  // Openings that vary less than this hold nothing to explain.
  private static final double LEAST_VARIANCE = 0.0004;

  private final VoiceTrace voice;
  private final MouthTrace mouth;
  private final double[] weights = new double[INPUTS];
  private final double[] doubt = new double[INPUTS * INPUTS];
  private final double[] inputs = new double[INPUTS];
  private final double[] gain = new double[INPUTS];
  private final float[] errors = new float[SPAN];
  private final float[] openings = new float[SPAN];
  private long learnt;

  /** A model that knows nothing yet. */
  public MouthModel(VoiceTrace voice, MouthTrace mouth) {
    this.voice = voice;
    this.mouth = mouth;
    forget();
  }

  /** Starts anew. */
  public void forget() {
    Arrays.fill(weights, 0);
    Arrays.fill(doubt, 0);
    for (int i = 0; i < INPUTS; i++) {
      doubt[i * INPUTS + i] = FIRST_DOUBT;
    }
    learnt = 0;
  }

  /**
   * Predicts and learns a step whose voice has come until 160 ms later; without voice, does
   * nothing.
   */
  public void learn(long step) {
    if (!mouth.has(step) || !read(step)) {
      return;
    }
    double opening = mouth.opening(step);
    double error = opening;
    for (int i = 0; i < INPUTS; i++) {
      error -= weights[i] * inputs[i];
    }
    int slot = (int) (learnt % SPAN);
    errors[slot] = (float) error;
    openings[slot] = (float) opening;
    learnt++;
    update(error);
  }

  /**
   * The explained share, at most 1 and below 0 for a bad model; NaN when there is nothing to tell.
   */
  public double explainedShare() {
    if (learnt < 2 * SPAN) {
      return Double.NaN;
    }
    double sum = 0;
    double squares = 0;
    double wrong = 0;
    for (int i = 0; i < SPAN; i++) {
      sum += openings[i];
      squares += (double) openings[i] * openings[i];
      wrong += (double) errors[i] * errors[i];
    }
    double spread = squares - sum * sum / SPAN;
    return spread < LEAST_VARIANCE * SPAN ? Double.NaN : 1 - wrong / spread;
  }

  private boolean read(long step) {
    int at = 0;
    for (int offset : OFFSETS) {
      if (!voice.has(step + offset)) {
        return false;
      }
      for (int band = 0; band < BANDS; band++) {
        inputs[at++] = voice.level(step + offset, band);
      }
    }
    inputs[at] = 1;
    return true;
  }

  // gain = P x / (lambda + x' P x); w += gain e; P = (P - gain x' P) / lambda
  private void update(double error) {
    double scale = 0;
    double trace = 0;
    for (int i = 0; i < INPUTS; i++) {
      double sum = 0;
      for (int j = 0; j < INPUTS; j++) {
        sum += doubt[i * INPUTS + j] * inputs[j];
      }
      gain[i] = sum;
      scale += sum * inputs[i];
      trace += doubt[i * INPUTS + i];
    }
    // Without sound nothing is learnt, and forgetting would let the doubt grow without bound.
    double memory = trace > MOST_DOUBT ? 1 : MEMORY;
    scale += memory;
    for (int i = 0; i < INPUTS; i++) {
      weights[i] += gain[i] / scale * error;
    }
    for (int i = 0; i < INPUTS; i++) {
      for (int j = 0; j <= i; j++) {
        double value = (doubt[i * INPUTS + j] - gain[i] * gain[j] / scale) / memory;
        doubt[i * INPUTS + j] = value;
        doubt[j * INPUTS + i] = value;
      }
    }
  }
}
