package dev.afterglow.drive;

import java.nio.ShortBuffer;
import java.util.Arrays;

/** A run of the presenter's voice: mono, 16-bit. Immutable. */
public final class VoicePacket {
  private static final int SLOWEST_HZ = 8_000;
  private static final int FASTEST_HZ = 48_000;
  private static final int MOST_SAMPLES = 48_000;

  private final long timeUs;
  private final int sampleRateHz;
  private final short[] samples;

  /**
   * A packet of a copy of the samples.
   *
   * @param timeUs when the first sample was captured, on the same clock as the motion beside it
   * @param sampleRateHz 8,000 to 48,000
   * @param samples 1 to 48,000 samples
   * @throws IllegalArgumentException when rate or length is out of range
   */
  public VoicePacket(long timeUs, int sampleRateHz, short[] samples) {
    this(timeUs, samples.clone(), sampleRateHz);
  }

  private VoicePacket(long timeUs, short[] samples, int sampleRateHz) {
    if (sampleRateHz < SLOWEST_HZ || sampleRateHz > FASTEST_HZ) {
      throw new IllegalArgumentException(
          "a voice runs at 8,000 to 48,000 samples a second, was " + sampleRateHz);
    }
    if (samples.length == 0 || samples.length > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "a voice packet holds 1 to 48,000 samples, was " + samples.length);
    }
    this.timeUs = timeUs;
    this.sampleRateHz = sampleRateHz;
    this.samples = samples;
  }

  /**
   * A packet of the array itself, which the caller gives up: it must not change it any more.
   *
   * @throws IllegalArgumentException when rate or length is out of range
   */
  public static VoicePacket owning(long timeUs, int sampleRateHz, short[] samples) {
    return new VoicePacket(timeUs, samples, sampleRateHz);
  }

  /** When the first sample was captured, microseconds. */
  public long timeUs() {
    return timeUs;
  }

  /** Samples a second, 8,000 to 48,000. */
  public int sampleRateHz() {
    return sampleRateHz;
  }

  /** The samples; a fresh copy. */
  public short[] samples() {
    return samples.clone();
  }

  /**
   * One of the samples.
   *
   * @param index 0 to {@link #length()} - 1
   */
  public short sample(int index) {
    return samples[index];
  }

  /** Puts all samples into a buffer. */
  public void putInto(ShortBuffer buffer) {
    buffer.put(samples);
  }

  /**
   * Copies some of the samples into an array.
   *
   * @param from the first of them, 0 to {@link #length()}
   * @param into where they go, from {@code at} on
   * @param count how many
   */
  public void copyTo(int from, short[] into, int at, int count) {
    System.arraycopy(samples, from, into, at, count);
  }

  /** How many samples the packet holds. */
  public int length() {
    return samples.length;
  }

  /** How long the packet sounds, microseconds, rounded down. */
  public long durationUs() {
    return samples.length * 1_000_000L / sampleRateHz;
  }

  /** The same sound at another time; shares the samples. */
  public VoicePacket at(long newTimeUs) {
    return newTimeUs == timeUs ? this : new VoicePacket(newTimeUs, samples, sampleRateHz);
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
