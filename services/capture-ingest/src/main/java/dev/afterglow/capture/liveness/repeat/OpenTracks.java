package dev.afterglow.capture.liveness.repeat;

import java.util.Arrays;

/**
 * The newest motion of every source of the drives that one instance holds, so that a tape which
 * drives two of them is noticed. As many as there are sources; each is dropped with its drive. Safe
 * for many threads.
 */
public final class OpenTracks {
  private volatile OpenTrack[] all = {};

  /** A track for another source of a drive. */
  public synchronized OpenTrack open(String driveId) {
    OpenTrack track = new OpenTrack(this, driveId);
    OpenTrack[] more = Arrays.copyOf(all, all.length + 1);
    more[more.length - 1] = track;
    all = more;
    return track;
  }

  /** Drops the tracks of a drive, and the motion on them. */
  public synchronized void close(String driveId) {
    for (OpenTrack track : all) {
      if (track.driveId().equals(driveId)) {
        track.close();
      }
    }
    all = Arrays.stream(all).filter(it -> !it.driveId().equals(driveId)).toArray(OpenTrack[]::new);
  }

  /** How many there are. */
  public int count() {
    return all.length;
  }

  /** All of them now; not to be written to. */
  OpenTrack[] all() {
    return all;
  }
}
