package dev.afterglow.capture.buffer;

import dev.afterglow.drive.VoicePacket;
import java.util.Arrays;

/**
 * The sound of a ring's voice, end to end in one array. Two seconds of it are the most of what a
 * drive keeps; as packets, every collection of the young heap would move them. 262 kB from the
 * first packet on; more, up to 2 MB, only where more comes at once than two seconds can be. For one
 * thread.
 */
final class SoundStore {
  /** Samples a second of every packet. */
  static final int RATE_HZ = 48_000;

  /** The most samples it holds: 21 s. */
  static final int MOST = 1 << 20;

  // 2.7 s.
  private static final int FIRST = 1 << 17;

  private short[] samples = {};
  // Counted without end; a place in the array is the rest by its size, a power of two.
  private long oldest;
  private long next;

  /** Where the next packet will begin. */
  long next() {
    return next;
  }

  /** Whether a packet of that length fits behind what is held. */
  boolean fits(int length) {
    return next - oldest + length <= MOST;
  }

  /** Forgets what is before a place. */
  void forget(long before) {
    oldest = Math.min(next, Math.max(oldest, before));
  }

  /** Puts a packet behind the others; it must fit. */
  void add(VoicePacket packet) {
    makeRoom(packet.length());
    int at = at(next);
    int first = Math.min(packet.length(), samples.length - at);
    packet.copyTo(0, samples, at, first);
    packet.copyTo(first, samples, 0, packet.length() - first);
    next += packet.length();
  }

  /**
   * A packet of a copy.
   *
   * @param timeUs when it was captured
   * @param from where it begins
   */
  VoicePacket packet(long timeUs, long from, int length) {
    int at = at(from);
    short[] copy = Arrays.copyOfRange(samples, at, at + length);
    int beyond = at + length - samples.length;
    if (beyond > 0) {
      System.arraycopy(samples, 0, copy, length - beyond, beyond);
    }
    return VoicePacket.owning(timeUs, RATE_HZ, copy);
  }

  private void makeRoom(int length) {
    int held = (int) (next - oldest);
    int size = Math.max(samples.length, FIRST);
    while (size < held + length) {
      size *= 2;
    }
    if (size == samples.length) {
      return;
    }
    short[] wider = new short[size];
    for (long place = oldest; place < next; place++) {
      wider[(int) (place & (size - 1))] = samples[at(place)];
    }
    samples = wider;
  }

  private int at(long place) {
    return (int) (place & (samples.length - 1));
  }
}
