package dev.afterglow.render.fill;

/**
 * Breath of the figure's own: how full the chest is at a media time. Depends on nothing but the
 * seed and the time.
 *
 * <p>Adults at rest breathe about 16.6 times a minute and draw in air for 0.42 of it (Tobin and
 * others, Chest 84(2), 1983). The seed chooses a rate of 13.7 to 16 a minute, and two slow waves
 * without a common period move it by at most 12 % of that, so that it stays within 12 to 18 and no
 * two breaths are quite the same; each is shallower than the fullest by up to a fifth. The voice
 * has no part in it: a person who speaks breathes in between phrases, this chest does not.
 */
final class IdleBreath {
  private static final double INWARDS = 0.42;
  private static final double SLOWEST_HZ = 13.7 / 60;
  private static final double FASTEST_HZ = 16.0 / 60;
  private static final double LONG_WAVE_S = 37;
  private static final double SHORT_WAVE_S = 11;
  private static final double LONG_SHARE = 0.08;
  private static final double SHORT_SHARE = 0.04;
  private static final double SHALLOWER = 0.2;

  private final long seed;
  private final double hz;
  private final double longWave;
  private final double shortWave;
  private final double longPhase;
  private final double shortPhase;

  IdleBreath(long seed) {
    this.seed = seed;
    hz = SLOWEST_HZ + (FASTEST_HZ - SLOWEST_HZ) * Chance.uniform(seed, 1);
    longWave = LONG_SHARE * hz * LONG_WAVE_S / (2 * Math.PI);
    shortWave = SHORT_SHARE * hz * SHORT_WAVE_S / (2 * Math.PI);
    longPhase = 2 * Math.PI * Chance.uniform(seed, 2);
    shortPhase = 2 * Math.PI * Chance.uniform(seed, 3);
  }

  /**
   * How full the chest is, 0 (end of a breath out) to 1. Allocates nothing.
   *
   * @param mediaUs microseconds, 0 and up
   */
  float fullness(long mediaUs) {
    double breaths = breaths(mediaUs);
    long breath = (long) Math.floor(breaths);
    double within = breaths - breath;
    double way = within < INWARDS ? within / INWARDS : (1 - within) / (1 - INWARDS);
    double depth = 1 - SHALLOWER * Chance.uniform(seed, breath + 16);
    return (float) (depth * (1 - Math.cos(Math.PI * way)) / 2);
  }

  /** Breaths begun since the media time zero, with a fraction. */
  private double breaths(long mediaUs) {
    double seconds = mediaUs / 1e6;
    return seconds * hz
        + longWave * Math.sin(2 * Math.PI * seconds / LONG_WAVE_S + longPhase)
        + shortWave * Math.sin(2 * Math.PI * seconds / SHORT_WAVE_S + shortPhase);
  }
}
