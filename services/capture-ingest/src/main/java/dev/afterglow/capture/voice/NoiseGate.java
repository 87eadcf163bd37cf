package dev.afterglow.capture.voice;

/**
 * Lowers the room between the words. It looks a millisecond ahead and opens within it, so that no
 * plosive loses its onset; it shuts over 150 ms, a quarter of a second after the last sound above
 * its lower threshold. For one thread.
 */
final class NoiseGate {
  private static final double SHUTS_BELOW = Decibels.factor(-6);
  private static final float FALL_PER_MS = (float) Math.exp(-1 / 10.0);
  private static final int HOLD_MS = 250;
  private static final double SHUT_MS = 150;

  private final float opens;
  private final float shuts;
  private final double least;
  private final double shutPerMs;
  private float level;
  private int quietMs = HOLD_MS;
  private double factor;

  NoiseGate(VoiceSettings settings) {
    opens = (float) Decibels.factor(settings.gateOpensDbfs());
    shuts = (float) (opens * SHUTS_BELOW);
    least = Decibels.factor(-settings.gateRangeDb());
    shutPerMs = Decibels.factor(-settings.gateRangeDb() / SHUT_MS);
    factor = least;
  }

  /**
   * A millisecond passes.
   *
   * @param peak the greatest magnitude in it
   * @return the factor at its end
   */
  double pass(float peak) {
    level = Math.max(peak, level * FALL_PER_MS);
    boolean heard = level >= opens || (open() && level >= shuts);
    quietMs = heard ? 0 : Math.min(quietMs + 1, HOLD_MS);
    factor = open() ? 1 : Math.max(least, factor * shutPerMs);
    return factor;
  }

  /** Whether the voice is heard. */
  boolean open() {
    return quietMs < HOLD_MS;
  }
}
