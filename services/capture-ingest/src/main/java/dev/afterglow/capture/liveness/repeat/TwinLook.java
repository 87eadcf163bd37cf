package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a drive's motion among the tracks of others: {@link SimHash} finds where two seconds
 * might be, {@link TimeWarp} compares the nearest of those places, and the two that are left over
 * six seconds, as the other drive goes on at the same pace if it is a copy. Chance finds two
 * seconds among many drives, six hardly.
 *
 * <p>Bounded: a look goes through {@link #MOST_LOOKED} tracks, the nearest of the last look first
 * and the others in turn (72,000 comparisons of 64 bits), then warps at most fourteen times. 10 kB.
 * For one thread.
 */
final class TwinLook {
  /** Steps compared in the end: six seconds. */
  static final int STEPS = 3 * SimHash.STEPS;

  /**
   * So many tracks are looked through at a time; of a thousand drives, each comes within a minute.
   */
  static final int MOST_LOOKED = 32;

  private static final int CONFIRMED = 2;

  private final VelocityHistory history;
  private final OpenTrack own;
  private final SimHash hasher;
  private final Candidates candidates;
  private final TimeWarp warp = new TimeWarp();
  private final long[] wanted = new long[NearRepeat.HOP];
  private final byte[] window = new byte[SimHash.STEPS * MotionChannel.COUNT];
  private final byte[] other = new byte[TimeWarp.OTHER_STEPS * MotionChannel.COUNT];
  private final double[] distances = new double[Candidates.MOST];
  private final List<OpenTrack> looked = new ArrayList<>(MOST_LOOKED);
  private int next;
  private @Nullable OpenTrack nearest;

  /**
   * A look over a history that grows.
   *
   * @param own this source's own track; what belongs to the same drive is passed over
   * @param activeChannels how many channels have to move for a window to be told from another
   * @param mostBits how many bits of 64 a candidate may differ in
   */
  TwinLook(VelocityHistory history, OpenTrack own, int activeChannels, int mostBits) {
    this.history = history;
    this.own = own;
    this.hasher = new SimHash(activeChannels);
    this.candidates = new Candidates(mostBits);
  }

  /**
   * The distance of six seconds to the nearest motion of these tracks: 0 for a copy, 1 when nothing
   * is near; NaN when too little moves to tell. The nearest is told.
   *
   * @param newest the step behind the six seconds
   * @param all the tracks; not written to
   */
  double distance(long newest, OpenTrack[] all) {
    if (newest - NearRepeat.HOP + 1 - STEPS < history.start() || !hash(newest)) {
      return Double.NaN;
    }
    candidates.clear();
    look(all);
    double distance = confirm(newest);
    looked.clear();
    return distance;
  }

  private void look(OpenTrack[] all) {
    OpenTrack before = nearest != null && Arrays.asList(all).contains(nearest) ? nearest : null;
    nearest = before;
    if (before != null) {
      look(before);
    }
    int passed = 0;
    while (passed < all.length && looked.size() < MOST_LOOKED) {
      OpenTrack track = all[(next + passed) % all.length];
      if (track != before && !track.driveKey().equals(own.driveKey())) {
        look(track);
      }
      passed++;
    }
    next = all.length == 0 ? 0 : (next + passed) % all.length;
  }

  private void look(OpenTrack track) {
    track.search(wanted, candidates, looked.size());
    looked.add(track);
  }

  /** Takes the fingerprints of the newest window, or says that too little moves. */
  private boolean hash(long newest) {
    boolean any = false;
    for (int phase = 0; phase < wanted.length; phase++) {
      history.copy(newest - phase - SimHash.STEPS, SimHash.STEPS, window);
      wanted[phase] = hasher.of(window);
      any |= wanted[phase] != SimHash.STILL;
    }
    return any;
  }

  private double confirm(long newest) {
    for (int i = 0; i < candidates.found(); i++) {
      distances[i] = over(i, newest, 1);
    }
    double least = 1;
    for (int round = 0; round < Math.min(CONFIRMED, candidates.found()); round++) {
      int best = closest();
      distances[best] = Double.MAX_VALUE;
      double distance = over(best, newest, STEPS / SimHash.STEPS);
      if (distance < least) {
        least = distance;
        nearest = looked.get(candidates.source(best));
      }
    }
    if (least < 1 && nearest != null) {
      nearest.tell(least);
    }
    return least;
  }

  private int closest() {
    int best = 0;
    for (int i = 1; i < candidates.found(); i++) {
      best = distances[i] < distances[best] ? i : best;
    }
    return best;
  }

  /** The distance over so many windows, one before the other; strong motion weighs more. */
  private double over(int candidate, long newest, int windows) {
    OpenTrack track = looked.get(candidates.source(candidate));
    long end = newest - candidates.phase(candidate);
    double cost = 0;
    double energy = 0;
    for (int i = 0; i < windows; i++) {
      int back = i * SimHash.STEPS;
      if (!track.around(candidates.end(candidate) - back, other)) {
        return 1;
      }
      history.copy(end - back - SimHash.STEPS, SimHash.STEPS, window);
      cost += warp.cost(window, other);
      energy += warp.energy();
    }
    return energy == 0 ? 1 : cost / energy;
  }
}
