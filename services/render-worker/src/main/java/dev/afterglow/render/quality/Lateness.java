package dev.afterglow.render.quality;

/**
 * How many pictures have to be left out of a stream that is behind. For one thread; it counts
 * pictures and reads no clock.
 *
 * <p>A stream may be {@value #LEAST_LATE} pictures late for good. After a pause, as when a core was
 * taken away, it may be {@value #MOST_LATE_MS} ms late for {@value #PATIENCE_S} seconds: the
 * governor draws less finely meanwhile, and what is late is caught up without a picture left out.
 * Who has not caught up by then is too slow, and leaves pictures out one by one; the longer
 * lateness is given again only after a picture was punctual.
 */
public final class Lateness {
  /** The longest pause that costs no picture, milliseconds. */
  public static final int MOST_LATE_MS = 300;

  static final long LEAST_LATE = 3;
  static final int PATIENCE_S = 2;

  private final long patience;
  private final long most;
  private long behind;

  /** A stream of that rate that is in time. */
  public Lateness(int framesPerSecond) {
    this.patience = (long) PATIENCE_S * framesPerSecond;
    this.most = Math.max(LEAST_LATE, (long) MOST_LATE_MS * framesPerSecond / 1_000);
  }

  /**
   * Asked before each picture.
   *
   * @param late by how many whole pictures the next one is late; 0 or less is punctual
   * @return how many to leave out, 0 or more
   */
  public long leftOut(long late) {
    if (late < 1) {
      behind = 0;
    } else if (behind > 0 || late > LEAST_LATE) {
      behind++;
    }
    return Math.max(0, late - (behind <= patience ? most : LEAST_LATE));
  }
}
