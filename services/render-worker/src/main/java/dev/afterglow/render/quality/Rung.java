package dev.afterglow.render.quality;

/**
 * How finely the figure is drawn. The stream's size, its encoder's settings and the label are the
 * same at every rung.
 *
 * @param samples drawn a pixel, 1 to 4; more than 1 smooths edges
 * @param outlines whether outlines are drawn where the avatar has them
 * @param springHz how often a second hair and cloth swing on
 * @param share of the picture's width, and of its height, that is drawn before it is scaled up:
 *     above 0, up to 1
 */
public record Rung(int samples, boolean outlines, int springHz, double share) {
  /** Checks the ranges. */
  public Rung {
    if (samples < 1 || springHz < 1 || share <= 0 || share > 1) {
      throw new IllegalArgumentException("no rung has " + samples + ", " + springHz + ", " + share);
    }
  }

  /** A picture's side at this rung, in pixels: at least 2. */
  public int drawn(int side) {
    return Math.max(2, (int) Math.round(side * share));
  }
}
