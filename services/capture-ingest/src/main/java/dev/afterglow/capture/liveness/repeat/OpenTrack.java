package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import java.util.Optional;
import java.util.UUID;

/**
 * How one source of a drive moved in the newest ninety seconds, for the other drives to look at:
 * velocities and the fingerprints of every 200 ms, as {@link NearRepeat} keeps them. 26 kB. Its own
 * judge adds to it, those of other drives read it and tell it what they found; safe for all of
 * them.
 */
public final class OpenTrack {
  /** Steps kept: ninety seconds, for copies up to a minute late and the time to see it. */
  static final int STEPS = 2_250;

  private static final int HOP = NearRepeat.HOP;
  private static final byte[] NO_VELOCITIES = {};
  private static final long[] NO_HASHES = {};

  private final OpenTracks tracks;
  private final String driveId;
  private final String driveKey;
  private final UUID id;
  private byte[] velocities = new byte[STEPS * MotionChannel.COUNT];
  private long[] hashes = new long[STEPS / HOP];
  private long first;
  private long steps;
  private long shared;
  private double told = Double.NaN;
  private boolean closed;

  /**
   * A track without motion.
   *
   * @param driveId whose it is; empty for a drive of another instance
   * @param driveKey what the drive is called among instances
   */
  OpenTrack(OpenTracks tracks, String driveId, String driveKey, UUID id) {
    this.tracks = tracks;
    this.driveId = driveId;
    this.driveKey = driveKey;
    this.id = id;
  }

  /** The tracks among which it is. */
  OpenTracks tracks() {
    return tracks;
  }

  String driveId() {
    return driveId;
  }

  /** What its drive is called among instances; says nothing of the drive itself. */
  String driveKey() {
    return driveKey;
  }

  /** What it is called among instances. */
  UUID id() {
    return id;
  }

  /**
   * Adds {@link NearRepeat#HOP} steps.
   *
   * @param hop their velocities
   * @param hash the fingerprint of the window that ends with them
   */
  synchronized void add(byte[] hop, long hash) {
    if (closed) {
      return;
    }
    int at = (int) (steps % STEPS);
    System.arraycopy(hop, 0, velocities, at * MotionChannel.COUNT, HOP * MotionChannel.COUNT);
    steps += HOP;
    hashes[slot(steps)] = hash;
  }

  /**
   * Its drive is over: the motion is gone, whoever still holds the track, and what a judge that is
   * behind adds is not kept.
   */
  synchronized void close() {
    closed = true;
    first = 0;
    steps = 0;
    velocities = NO_VELOCITIES;
    hashes = NO_HASHES;
  }

  /**
   * Looks for windows with six seconds before them.
   *
   * @param wanted the fingerprints that are looked for, by phase; {@link SimHash#STILL} for none
   * @param source what to call this track among the candidates
   */
  synchronized void search(long[] wanted, Candidates into, int source) {
    long first = start() + TwinLook.STEPS + TimeWarp.SLACK;
    // Millions of times a second on a full instance: no division, and no call where nothing is
    // near.
    int slot = slot(first);
    int nearer = into.nearerThan();
    for (long end = first; end <= steps - TimeWarp.SLACK; end += HOP) {
      long hash = hashes[slot];
      slot = slot + 1 == hashes.length ? 0 : slot + 1;
      for (int phase = 0; phase < wanted.length; phase++) {
        if (Long.bitCount(wanted[phase] ^ hash) < nearer && wanted[phase] != SimHash.STILL) {
          into.consider(wanted[phase], hash, end, source, phase);
          nearer = into.nearerThan();
        }
      }
    }
  }

  /** Copies the stretch around a window, or says that it is not all there. */
  synchronized boolean around(long windowEnd, byte[] into) {
    long from = windowEnd - SimHash.STEPS - TimeWarp.SLACK;
    if (from < start() || from + TimeWarp.OTHER_STEPS > steps) {
      return false;
    }
    for (int i = 0; i < TimeWarp.OTHER_STEPS; i++) {
      int at = (int) ((from + i) % STEPS) * MotionChannel.COUNT;
      System.arraycopy(velocities, at, into, i * MotionChannel.COUNT, MotionChannel.COUNT);
    }
    return true;
  }

  /** Another drive moves like this one did, at that distance. */
  synchronized void tell(double distance) {
    told = Double.isNaN(told) ? distance : Math.min(told, distance);
  }

  /** The least that others told since it was last asked; NaN when nobody did. */
  synchronized double told() {
    double least = told;
    told = Double.NaN;
    return least;
  }

  /** What was added since this was last asked, of the newest ninety seconds; empty for nothing. */
  synchronized Optional<TrackNews> news() {
    long from = Math.max(shared, start());
    if (closed || from == steps) {
      return Optional.empty();
    }
    int count = (int) (steps - from);
    byte[] moved = new byte[count * MotionChannel.COUNT];
    long[] seen = new long[count / HOP];
    for (int k = 0; k < seen.length; k++) {
      long at = from + (long) k * HOP;
      System.arraycopy(
          velocities,
          (int) (at % STEPS) * MotionChannel.COUNT,
          moved,
          k * HOP * MotionChannel.COUNT,
          HOP * MotionChannel.COUNT);
      seen[k] = hashes[slot(at + HOP)];
    }
    shared = steps;
    return Optional.of(new TrackNews(id, driveKey, from, moved, seen));
  }

  /** Adds what another instance tells of it. What does not go on where it ended begins anew. */
  synchronized void add(TrackNews news) {
    if (news.fromStep() != steps) {
      first = news.fromStep();
      steps = news.fromStep();
    }
    byte[] moved = new byte[HOP * MotionChannel.COUNT];
    for (int k = 0; k < news.hashes().length; k++) {
      System.arraycopy(news.velocities(), k * moved.length, moved, 0, moved.length);
      add(moved, news.hashes()[k]);
    }
  }

  private long start() {
    return Math.max(first, steps - STEPS);
  }

  private static int slot(long end) {
    return (int) (end / HOP % (STEPS / HOP));
  }

  @Override
  public synchronized String toString() {
    return "OpenTrack[" + steps + " steps]";
  }
}
