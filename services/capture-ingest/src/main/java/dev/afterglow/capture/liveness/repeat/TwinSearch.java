package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;

/**
 * Whether another drive shows the same motion now, or did within the last minute and a half, on
 * this instance or another: a {@link TwinLook} at each.
 *
 * <p>Of two drives that are alike, the one behind finds the other, and tells it: both get the
 * distance. Nothing here can say which of them is the person. For one thread.
 */
public final class TwinSearch {
  // A second ago: the judges of the other drive may be behind by so much.
  private static final int BEHIND = 25;
  // Four seconds ago: what another instance shows is up to two seconds longer on its way.
  private static final int BEHIND_ELSEWHERE = 100;

  private final VelocityHistory history;
  private final NearRepeat near;
  private final OpenTrack own;
  private final TwinLook here;
  private final TwinLook elsewhere;
  private final byte[] hop = new byte[NearRepeat.HOP * MotionChannel.COUNT];

  /**
   * A search over a history that grows.
   *
   * @param near gives the fingerprints of the history's windows; told of a step before this
   * @param own where this source's motion is shown to the others
   * @param activeChannels how many channels have to move for a window to be told from another
   * @param mostBits how many bits of 64 a candidate may differ in
   */
  public TwinSearch(
      VelocityHistory history, NearRepeat near, OpenTrack own, int activeChannels, int mostBits) {
    this.history = history;
    this.near = near;
    this.own = own;
    this.here = new TwinLook(history, own, activeChannels, mostBits);
    this.elsewhere = new TwinLook(history, own, activeChannels, mostBits);
  }

  /** A step was added to the history. */
  public void added() {
    long end = history.end();
    if (end % NearRepeat.HOP == 0) {
      history.copy(end - NearRepeat.HOP, NearRepeat.HOP, hop);
      own.add(hop, near.hashAt(end));
    }
  }

  /**
   * The distance of the newest six seconds to the nearest motion of another drive, found here or
   * told by that drive: 0 for a copy, 1 when nothing is near; NaN when too little moves to tell.
   */
  public double distance() {
    double found = here.distance(history.end() - BEHIND, own.tracks().all());
    OpenTrack[] foreign = own.tracks().foreign();
    if (foreign.length > 0) {
      found = least(found, elsewhere.distance(history.end() - BEHIND_ELSEWHERE, foreign));
    }
    return least(found, own.told());
  }

  private static double least(double a, double b) {
    if (Double.isNaN(a)) {
      return b;
    }
    return Double.isNaN(b) ? a : Math.min(a, b);
  }
}
