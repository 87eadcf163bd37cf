package dev.afterglow.capture.voice;

/**
 * The gain that brings a voice to its loudness. It moves only while the voice is heard, by a fixed
 * number of dB a second, and towards a loudness of 30 seconds: what swells and falls within a
 * sentence stays as it was spoken. For one thread.
 */
final class SlowGain {
  private static final double FIRST_DB_PER_MS = 0.006;
  private static final double SETTLED_AFTER_S = 3;

  private final VoiceSettings settings;
  private double wantedDb;
  private double db;
  private double factor = 1;
  private boolean settled;

  SlowGain(VoiceSettings settings) {
    this.settings = settings;
  }

  /**
   * The loudness has been measured anew.
   *
   * @param lufs of the voice as captured; NaN for nothing heard
   * @param heardS seconds of voice that it rests on
   */
  void measured(double lufs, double heardS) {
    if (!Double.isNaN(lufs)) {
      wantedDb =
          Math.clamp(settings.targetLufs() - lufs, -settings.mostCutDb(), settings.mostBoostDb());
      settled = heardS >= SETTLED_AFTER_S;
    }
  }

  /** A millisecond passes; the factor at its end. */
  double pass(boolean heard) {
    if (heard && db != wantedDb) {
      double rise = settled ? settings.riseDbPerS() / 1000 : FIRST_DB_PER_MS;
      double fall = settled ? settings.fallDbPerS() / 1000 : FIRST_DB_PER_MS;
      db += Math.clamp(wantedDb - db, -fall, rise);
      factor = Decibels.factor(db);
    }
    return factor;
  }

  double db() {
    return db;
  }
}
