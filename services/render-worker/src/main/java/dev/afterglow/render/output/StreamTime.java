package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;

/**
 * The time that stands in a stream: media time less the moment that counts as zero. All pushes of a
 * broadcast share one, also after a reconnect and on another worker, so that a platform sees time
 * go on.
 */
public final class StreamTime {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private volatile long zeroUs;

  private StreamTime(long zeroUs) {
    this.zeroUs = zeroUs;
  }

  /** Zero is the first key frame that is written. */
  public static StreamTime fromFirstKey() {
    return new StreamTime(UNKNOWN);
  }

  /** Zero is this media time, microseconds; what is older is left out. */
  public static StreamTime from(long zeroUs) {
    return new StreamTime(zeroUs);
  }

  /** The media time that counts as zero, microseconds; -1 before it is known. */
  public long zeroUs() {
    return zeroUs == UNKNOWN ? -1 : zeroUs;
  }

  /** A key frame is about to be written; the first one of all may set zero. */
  synchronized void begins(Packet key) {
    if (zeroUs == UNKNOWN) {
      zeroUs = key.ptsUs();
    }
  }

  /** Zero in a track's own ticks. */
  long zeroTicks(Track track) {
    long us = zeroUs;
    return us == UNKNOWN ? 0 : Math.round(us * (double) track.ticksPerSecond() / 1e6);
  }
}
