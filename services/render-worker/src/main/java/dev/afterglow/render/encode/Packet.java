package dev.afterglow.render.encode;

/**
 * A piece of encoded stream. Shared between destinations; nobody writes to its bytes.
 *
 * @param pts in units of the track's {@link Track#ticksPerSecond}; no packet is reordered, so this
 *     is its decoding time too
 * @param durationTicks in the same units
 * @param key whether decoding can begin here; always true for sound
 * @param capturedUs when what the picture shows was captured, UTC microseconds; 0 where nothing was
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never written
public record Packet(
    Track track, byte[] data, long pts, long durationTicks, boolean key, long capturedUs) {
  /** Of which nothing says when it was captured. */
  public Packet(Track track, byte[] data, long pts, long durationTicks, boolean key) {
    this(track, data, pts, durationTicks, key, 0);
  }

  /** The same piece with other bytes. */
  public Packet with(byte[] other) {
    return new Packet(track, other, pts, durationTicks, key, capturedUs);
  }

  /** The same piece, captured then. */
  public Packet capturedAt(long us) {
    return new Packet(track, data, pts, durationTicks, key, us);
  }

  /** The tracks of a stream. */
  public enum Track {
    VIDEO(90_000),
    /** AAC, for every container. */
    AUDIO(StreamFormat.SAMPLE_RATE_HZ),
    /** The same sound as Opus, where a destination takes no AAC. */
    OPUS(StreamFormat.SAMPLE_RATE_HZ);

    private final int ticksPerSecond;

    Track(int ticksPerSecond) {
      this.ticksPerSecond = ticksPerSecond;
    }

    public int ticksPerSecond() {
      return ticksPerSecond;
    }
  }

  /** Presentation time, microseconds. */
  public long ptsUs() {
    return pts * 1_000_000 / track.ticksPerSecond;
  }
}
