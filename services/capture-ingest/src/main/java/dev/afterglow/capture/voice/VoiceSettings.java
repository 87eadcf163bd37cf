package dev.afterglow.capture.voice;

/**
 * How a voice is brought to its level.
 *
 * @param targetLufs the loudness wanted, -40 to -10 LUFS
 * @param mostBoostDb how much the gain may lift at most, 0 to 40 dB
 * @param mostCutDb how much it may lower at most, 0 to 40 dB
 * @param riseDbPerS how fast the gain rises once it has settled, above 0 and to 12 dB
 * @param fallDbPerS how fast it falls, likewise
 * @param ceilingDbtp what no peak passes, -12 to -0.1 dBTP
 * @param gateOpensDbfs the peak that opens the gate, -90 to -20 dBFS
 * @param gateRangeDb by how much the shut gate lowers, 0 (no gate) to 60 dB
 * @param echoGuard whether the voice's own late echo is lowered
 * @throws IllegalArgumentException when a value is out of its range
 */
public record VoiceSettings(
    double targetLufs,
    double mostBoostDb,
    double mostCutDb,
    double riseDbPerS,
    double fallDbPerS,
    double ceilingDbtp,
    double gateOpensDbfs,
    double gateRangeDb,
    boolean echoGuard) {
  /** Those of {@link VoiceConfig}. */
  public static final VoiceSettings DEFAULTS =
      new VoiceSettings(-16, 20, 20, 1, 3, -1, -48, 20, false);

  public VoiceSettings {
    within("target", targetLufs, -40, -10);
    within("boost", mostBoostDb, 0, 40);
    within("cut", mostCutDb, 0, 40);
    within("rise", riseDbPerS, 0.01, 12);
    within("fall", fallDbPerS, 0.01, 12);
    within("ceiling", ceilingDbtp, -12, -0.1);
    within("gate", gateOpensDbfs, -90, -20);
    within("gate's range", gateRangeDb, 0, 60);
  }

  private static void within(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "the voice's " + what + " is from " + least + " to " + most + ", was " + value);
    }
  }
}
