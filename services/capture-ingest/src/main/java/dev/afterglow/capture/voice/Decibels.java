package dev.afterglow.capture.voice;

/** Levels between dB and factors of an amplitude. */
final class Decibels {
  private Decibels() {}

  static double factor(double db) {
    return Math.pow(10, db / 20);
  }

  /** The level of an amplitude; -200 for none. */
  static double of(double amplitude) {
    return 20 * Math.log10(Math.max(amplitude, 1e-10));
  }
}
