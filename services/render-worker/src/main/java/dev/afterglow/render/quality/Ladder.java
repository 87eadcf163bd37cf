package dev.afterglow.render.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * The rungs of one figure on one machine, from the finest down. In this order, each step on top of
 * those before it:
 *
 * <ol>
 *   <li>two samples a pixel instead of four, then one (a processor begins with one)
 *   <li>no outlines, where the avatar has some
 *   <li>80 % of the picture's width and height, scaled up, and springs at half their rate
 *   <li>66 %, then 50 %
 * </ol>
 *
 * A step that would change nothing is left out, so that each step down wins time. Springs have no
 * step of their own, as theirs would win a hundredth of a millisecond.
 */
public final class Ladder {
  private static final int MOST_SAMPLES = 4;
  private static final double[] SHARES = {0.8, 0.66, 0.5};

  private final List<Rung> rungs;

  private Ladder(List<Rung> rungs) {
    this.rungs = List.copyOf(rungs);
  }

  /**
   * The ladder of a figure.
   *
   * @param outlines whether it has outlines that can be left out
   * @param springHz how often a second its hair and cloth swing on at the finest
   * @param software whether the processor draws
   */
  public static Ladder of(boolean outlines, int springHz, boolean software) {
    List<Rung> rungs = new ArrayList<>();
    for (int samples = software ? 1 : MOST_SAMPLES; samples >= 1; samples /= 2) {
      rungs.add(new Rung(samples, outlines, springHz, 1));
    }
    if (outlines) {
      rungs.add(new Rung(1, false, springHz, 1));
    }
    for (double share : SHARES) {
      rungs.add(new Rung(1, false, springHz / 2, share));
    }
    return new Ladder(rungs);
  }

  /** How many rungs there are, 1 or more. */
  public int size() {
    return rungs.size();
  }

  /**
   * A rung.
   *
   * @param level 0 is the finest
   */
  public Rung rung(int level) {
    return rungs.get(level);
  }
}
