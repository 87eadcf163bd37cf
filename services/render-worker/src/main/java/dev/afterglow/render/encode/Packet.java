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

  /** The two tracks of a stream. */
  public enum Track {
    VIDEO(90_000),
    AUDIO(StreamFormat.SAMPLE_RATE_HZ);

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
