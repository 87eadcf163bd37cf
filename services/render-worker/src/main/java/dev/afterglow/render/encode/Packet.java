package dev.afterglow.render.encode;

/**
 * A piece of encoded stream. Shared between destinations; nobody writes to its bytes.
 *
 * @param pts in units of the track's {@link Track#ticksPerSecond}; no packet is reordered, so this
 *     is its decoding time too
 * @param durationTicks in the same units
 * @param key whether decoding can begin here; always true for sound
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never written
public record Packet(Track track, byte[] data, long pts, long durationTicks, boolean key) {

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
