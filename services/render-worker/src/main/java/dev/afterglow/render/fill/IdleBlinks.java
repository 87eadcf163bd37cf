package dev.afterglow.render.fill;

/**
 * Blinks of the figure's own: how far both lids are closed at a media time. Depends on nothing but
 * the seed and the time, in whatever order times are asked.
 *
 * <p>How often: 17 a minute, as people at rest (Bentivoglio and others, Movement Disorders 12(6),
 * 1997, 150 people). How regularly: intervals are log-normal with a spread of two thirds of their
 * mean, at least {@value #LEAST_INTERVAL_US} us; people's are skewed to the right in the same way.
 * Each minute of media time is laid out by itself, so that any instant is found without the ones
 * before it.
 *
 * <p>How a blink goes: closing {@value #CLOSING_US} us, shut {@value #SHUT_US} us, opening {@value
 * #OPENING_US} us. Lids close 40 to 47 % faster than they open (Sforza and others, Ophthalmic and
 * Physiological Optics 28(4), 2008); of spontaneous blinks VanderWerf and others (Journal of
 * Neurophysiology 89, 2003) found the longest and the most varied of all kinds. Many are not
 * complete: these reach {@value #SHALLOWEST} of the way or more. For one thread.
 */
final class IdleBlinks {
  /** From open to shut. */
  static final long CLOSING_US = 100_000;

  /** Shut. */
  static final long SHUT_US = 20_000;

  /** From shut to open. */
  static final long OPENING_US = 145_000;

  /** Between the beginnings of two blinks, at least. */
  static final long LEAST_INTERVAL_US = 600_000;

  /** What the shallowest blink closes. */
  static final double SHALLOWEST = 0.8;

  private static final long MINUTE_US = 60_000_000;
  private static final double A_MINUTE = 17;
  private static final double SPREAD = 0.6;
  private static final double MEDIAN_US = MINUTE_US / A_MINUTE / Math.exp(SPREAD * SPREAD / 2);
  private static final int MOST = 128;

  private final long seed;
  private final long[] onsetUs = new long[MOST];
  private final float[] depth = new float[MOST];
  private int count;
  private long laidOut = Long.MIN_VALUE;

  IdleBlinks(long seed) {
    this.seed = seed;
  }

  /**
   * How far the lids are closed, 0 to 1. Allocates nothing.
   *
   * @param mediaUs microseconds, 0 and up
   */
  float closed(long mediaUs) {
    long minute = Math.floorDiv(mediaUs, MINUTE_US);
    if (minute != laidOut) {
      layOut(minute);
    }
    long within = mediaUs - minute * MINUTE_US;
    for (int i = 0; i < count; i++) {
      if (within >= onsetUs[i] && within < onsetUs[i] + CLOSING_US + SHUT_US + OPENING_US) {
        return depth[i] * course(within - onsetUs[i]);
      }
    }
    return 0;
  }

  private static float course(long us) {
    if (us < CLOSING_US) {
      return eased((float) us / CLOSING_US);
    }
    long opened = us - CLOSING_US - SHUT_US;
    return opened < 0 ? 1 : 1 - eased((float) opened / OPENING_US);
  }

  private static float eased(float share) {
    return share * share * (3 - 2 * share);
  }

  /** No blink reaches into the next minute; the first comes somewhere within an interval. */
  private void layOut(long minute) {
    long place = minute * MOST;
    double at = interval(place) * Chance.uniform(~seed, minute);
    count = 0;
    while (at < MINUTE_US - LEAST_INTERVAL_US && count < MOST) {
      onsetUs[count] = (long) at;
      depth[count] =
          (float) (SHALLOWEST + (1 - SHALLOWEST) * Chance.uniform(~seed, ~(place + count)));
      count++;
      at += interval(place + count);
    }
    laidOut = minute;
  }

  private double interval(long place) {
    return Math.max(LEAST_INTERVAL_US, MEDIAN_US * Math.exp(SPREAD * Chance.normal(seed, place)));
  }
}
