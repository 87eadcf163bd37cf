package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import java.util.List;

/**
 * Two seconds of motion that are nearly what was seen before, in this drive's newest ten minutes or
 * in earlier drives: {@link SimHash} finds candidates among fingerprints taken every 200 ms, {@link
 * TimeWarp} compares the best of them in full. The newest window is tried at the five steps between
 * two fingerprints, so one of them is within 20 ms of a copy's own place.
 *
 * <p>24 kB beside the history; a look costs five fingerprints, 15,000 comparisons of 64 bits for
 * each ten minutes searched, and at most {@link Candidates#MOST} warps. For one thread.
 */
public final class NearRepeat {
  /** Steps from one kept fingerprint to the next: 200 ms. */
  static final int HOP = 5;

  /** How many earlier drives are looked through. */
  public static final int MOST_EARLIER = 4;

  // Nearer windows share a movement that is still going on; the loop measure sees those.
  private static final int NEAREST = SimHash.STEPS + 25;
  private static final int KEPT = VelocityHistory.STEPS / HOP;

  private final VelocityHistory history;
  private final List<MotionFingerprint> earlier;
  private final SimHash hasher;
  private final Candidates candidates;
  private final TimeWarp warp = new TimeWarp();
  private final long[] hashes = new long[KEPT];
  private final byte[] window = new byte[SimHash.STEPS * MotionChannel.COUNT];
  private final byte[] other = new byte[TimeWarp.OTHER_STEPS * MotionChannel.COUNT];

  /**
   * A search over a history that grows.
   *
   * @param earlier fingerprints of earlier drives, at most {@link #MOST_EARLIER}
   * @param activeChannels how many channels have to move for a window to be told from another
   * @param mostBits how many bits of 64 a candidate may differ in
   */
  public NearRepeat(
      VelocityHistory history, List<MotionFingerprint> earlier, int activeChannels, int mostBits) {
    if (earlier.size() > MOST_EARLIER) {
      throw new IllegalArgumentException("at most 4 earlier drives, got " + earlier.size());
    }
    this.history = history;
    this.earlier = List.copyOf(earlier);
    this.hasher = new SimHash(activeChannels);
    this.candidates = new Candidates(mostBits);
  }

  /** A step was added to the history. */
  public void added() {
    long end = history.end();
    if (end % HOP == 0) {
      hashes[slot(end)] = end < SimHash.STEPS ? SimHash.STILL : hashOf(end);
    }
  }

  /**
   * The distance of the newest two seconds to the nearest motion seen before: 0 for a copy, 1 when
   * nothing is near; NaN when too little moves to tell.
   */
  public double distance() {
    candidates.clear();
    boolean any = false;
    for (int phase = 0; phase < HOP; phase++) {
      long end = history.end() - phase;
      if (end - SimHash.STEPS >= history.start()) {
        long hash = hashOf(end);
        any |= hash != SimHash.STILL;
        if (hash != SimHash.STILL) {
          searchHere(hash, end, phase);
          searchEarlier(hash, phase);
        }
      }
    }
    return any ? confirm() : Double.NaN;
  }

  /** What is to be kept of this drive; a copy, in which the newest steps may miss a fingerprint. */
  public MotionFingerprint fingerprint() {
    long from = Math.ceilDiv(history.start(), (long) HOP) * HOP;
    int steps = (int) (history.end() - from);
    byte[] velocities = new byte[steps * MotionChannel.COUNT];
    history.copy(from, steps, velocities);
    long[] kept = new long[steps / HOP];
    for (int k = 0; k < kept.length; k++) {
      long end = from + (k + 1L) * HOP;
      kept[k] = end - from < SimHash.STEPS ? SimHash.STILL : hashes[slot(end)];
    }
    return new MotionFingerprint(velocities, kept);
  }

  /** The kept fingerprint of the window that ends at a step that {@link #HOP} divides. */
  long hashAt(long end) {
    return hashes[slot(end)];
  }

  private void searchHere(long hash, long end, int phase) {
    long first = Math.ceilDiv(history.start() + SimHash.STEPS + TimeWarp.SLACK, (long) HOP) * HOP;
    for (long e = first; e <= end - NEAREST; e += HOP) {
      candidates.consider(hash, hashes[slot(e)], e, -1, phase);
    }
  }

  private void searchEarlier(long hash, int phase) {
    for (int source = 0; source < earlier.size(); source++) {
      MotionFingerprint drive = earlier.get(source);
      for (int k = 0; k < drive.hashCount(); k++) {
        candidates.consider(hash, drive.hash(k), (k + 1L) * HOP, source, phase);
      }
    }
  }

  private double confirm() {
    double nearest = 1;
    for (int i = 0; i < candidates.found(); i++) {
      if (around(candidates.end(i), candidates.source(i))) {
        long end = history.end() - candidates.phase(i);
        history.copy(end - SimHash.STEPS, SimHash.STEPS, window);
        nearest = Math.min(nearest, warp.distance(window, other));
      }
    }
    return nearest;
  }

  private boolean around(long end, int source) {
    if (source >= 0) {
      return earlier.get(source).around((int) end, other);
    }
    history.copy(end - SimHash.STEPS - TimeWarp.SLACK, TimeWarp.OTHER_STEPS, other);
    return true;
  }

  private long hashOf(long end) {
    history.copy(end - SimHash.STEPS, SimHash.STEPS, window);
    return hasher.of(window);
  }

  private static int slot(long end) {
    return (int) (end / HOP % KEPT);
  }
}
