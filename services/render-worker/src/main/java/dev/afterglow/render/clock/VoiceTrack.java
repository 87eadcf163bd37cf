package dev.afterglow.render.clock;

import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.encode.StreamFormat;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The voice of a drive at 48 kHz, each sample at its place on the capture clock. What never arrived
 * is silence. A packet that begins within {@value #JOIN_MS} ms of the end of the last one continues
 * it, so sound may lie that far from its place. Not thread-safe.
 */
final class VoiceTrack {
  /** 10 s: more than any playout delay, and what a wrong clock can cost in memory. */
  private static final int CAPACITY = 10 * StreamFormat.SAMPLE_RATE_HZ;

  /** A packet this near to the end of the last one continues it; rounding of times is no gap. */
  private static final int JOIN_MS = 2;

  private static final long JOIN_SAMPLES = JOIN_MS * StreamFormat.SAMPLE_RATE_HZ / 1000;
  private static final int MOST_PLACED = 1_024;

  private final float[] ring = new float[CAPACITY];
  private final Upsampler upsampler = new Upsampler();
  private final Deque<Placed> placed = new ArrayDeque<>();
  private long end = Long.MIN_VALUE;

  /**
   * Where a packet was put.
   *
   * @param from its first sample's number
   * @param to the number after its last
   * @param late how many samples behind its time
   */
  private record Placed(long from, long to, long late) {}

  /** The sample number of a time on the capture clock. */
  static long sampleAt(long captureUs) {
    return Math.floorDiv(Math.multiplyExact(captureUs, 6L), 125L);
  }

  void clear() {
    Arrays.fill(ring, 0);
    upsampler.reset();
    placed.clear();
    end = Long.MIN_VALUE;
  }

  /** Puts a packet at its place. One that lies before the end of the last is cut. */
  void add(VoicePacket packet) {
    long start = sampleAt(packet.timeUs());
    boolean joins = end != Long.MIN_VALUE && Math.abs(start - upsampler.next()) <= JOIN_SAMPLES;
    if (!joins || !upsampler.fits(packet.sampleRateHz())) {
      upsampler.begin(start, packet.sampleRateHz());
    }
    long from = upsampler.next();
    upsampler.push(packet.samples(), this::put);
    if (placed.size() == MOST_PLACED) {
      placed.removeFirst();
    }
    placed.addLast(new Placed(from, upsampler.next(), from - start));
  }

  /**
   * The capture sample that lies at a sample's place, or {@link Long#MIN_VALUE} where there is
   * none. Places are asked in rising order; what lies before is forgotten.
   */
  long capturedAt(long sample) {
    Placed first = placed.peekFirst();
    while (first != null && first.to() <= sample) {
      placed.removeFirst();
      first = placed.peekFirst();
    }
    return first == null || sample < first.from() ? Long.MIN_VALUE : sample - first.late();
  }

  /**
   * Copies sound out and clears it behind itself.
   *
   * @param from number of the first sample
   */
  void read(long from, float[] out, int at, int length) {
    for (int i = 0; i < length; i++) {
      long sample = from + i;
      boolean here = end != Long.MIN_VALUE && sample < end && sample >= end - CAPACITY;
      int slot = (int) Math.floorMod(sample, (long) CAPACITY);
      out[at + i] = here ? ring[slot] : 0;
      if (here) {
        ring[slot] = 0;
      }
    }
  }

  /** Copies sound out and leaves it; what was read before, and what has not come, is silence. */
  void peek(long from, float[] out, int at, int length) {
    for (int i = 0; i < length; i++) {
      long sample = from + i;
      boolean here = end != Long.MIN_VALUE && sample < end && sample >= end - CAPACITY;
      out[at + i] = here ? ring[(int) Math.floorMod(sample, (long) CAPACITY)] : 0;
    }
  }

  /** The number after the newest sample, or {@link Long#MIN_VALUE} before the first. */
  long end() {
    return end;
  }

  private void put(long sample, float value) {
    if (end == Long.MIN_VALUE) {
      end = sample;
    }
    if (sample < end - CAPACITY / 2) {
      return;
    }
    if (sample >= end) {
      long gap = Math.min(CAPACITY, sample - end);
      for (long s = sample - gap; s < sample; s++) {
        ring[(int) Math.floorMod(s, (long) CAPACITY)] = 0;
      }
      end = sample + 1;
    }
    ring[(int) Math.floorMod(sample, (long) CAPACITY)] = value;
  }
}
