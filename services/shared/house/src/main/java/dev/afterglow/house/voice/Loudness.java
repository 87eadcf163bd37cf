package dev.afterglow.house.voice;

/** How loud and how sharp a voice is over time, each 0 to 1 of its own loud passages. */
public final class Loudness {
  private static final double WINDOW_MS = 24;
  private static final double LOUD_SHARE = 0.95;

  private final double[] level;
  private final double[] hiss;

  private Loudness(double[] level, double[] hiss) {
    this.level = level;
    this.hiss = hiss;
  }

  /** Measures a voice once a millisecond. */
  public static Loudness of(Pcm pcm) {
    int n = (int) Math.ceil(pcm.lengthMs());
    double[] level = new double[n];
    double[] hiss = new double[n];
    double[] edges = new double[pcm.samples().length];
    for (int i = 1; i < edges.length; i++) {
      edges[i] = pcm.samples()[i] - pcm.samples()[i - 1];
    }
    int half = (int) (WINDOW_MS * pcm.rateHz() / 2000);
    for (int ms = 0; ms < n; ms++) {
      int centre = (int) ((long) ms * pcm.rateHz() / 1000);
      double power = 0;
      double edge = 0;
      for (int i = Math.max(0, centre - half); i < Math.min(edges.length, centre + half); i++) {
        power += (double) pcm.samples()[i] * pcm.samples()[i];
        edge += edges[i] * edges[i];
      }
      level[ms] = Math.sqrt(power / (2 * half));
      hiss[ms] = power < 1 ? 0 : Math.min(1, edge / power / 2);
    }
    double[] sorted = level.clone();
    java.util.Arrays.sort(sorted);
    double loud = Math.max(1, sorted[(int) (LOUD_SHARE * (n - 1))]);
    for (int ms = 0; ms < n; ms++) {
      level[ms] = Math.min(1, level[ms] / loud);
    }
    return new Loudness(level, hiss);
  }

  /** Loudness at a moment, 0 (silence) to 1. */
  public double levelAt(double ms) {
    return at(level, ms);
  }

  /** Share of the sound that hisses, 0 (a vowel) to 1 (an s). */
  public double hissAt(double ms) {
    return at(hiss, ms);
  }

  private static double at(double[] values, double ms) {
    int i = (int) Math.round(ms);
    return i < 0 || i >= values.length ? 0 : values[i];
  }
}
