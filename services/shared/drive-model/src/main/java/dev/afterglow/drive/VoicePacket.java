package dev.afterglow.drive;

import java.util.Arrays;

/**
 * A run of the presenter's voice: mono, 16-bit.
 *
 * @param timeUs when the first sample was captured, on the same clock as the motion beside it
 * @param sampleRateHz 8,000 to 48,000
 * @param samples 1 to 48,000 samples; the array is copied in and out
 * @throws IllegalArgumentException when rate or length is out of range
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record VoicePacket(long timeUs, int sampleRateHz, short[] samples) {
  private static final int SLOWEST_HZ = 8_000;
  private static final int FASTEST_HZ = 48_000;
  private static final int MOST_SAMPLES = 48_000;

  public VoicePacket {
    if (sampleRateHz < SLOWEST_HZ || sampleRateHz > FASTEST_HZ) {
      throw new IllegalArgumentException(
          "a voice runs at 8,000 to 48,000 samples a second, was " + sampleRateHz);
    }
    if (samples.length == 0 || samples.length > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "a voice packet holds 1 to 48,000 samples, was " + samples.length);
    }
    samples = samples.clone();
  }

  /** The samples; a fresh copy. */
  @Override
  public short[] samples() {
    return samples.clone();
  }

  /** How many samples the packet holds. */
  public int length() {
    return samples.length;
  }

  /** How long the packet sounds, microseconds, rounded down. */
  public long durationUs() {
    return samples.length * 1_000_000L / sampleRateHz;
  }

  /** The same sound at another time. */
  public VoicePacket at(long newTimeUs) {
    return new VoicePacket(newTimeUs, sampleRateHz, samples);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VoicePacket that
        && timeUs == that.timeUs
        && sampleRateHz == that.sampleRateHz
        && Arrays.equals(samples, that.samples);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(timeUs) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "VoicePacket["
        + timeUs
        + " us, "
        + samples.length
        + " samples at "
        + sampleRateHz
        + " Hz]";
  }
}
