package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is kept of a drive to know it again: its newest ten minutes of velocities and their
 * fingerprints, at most 174 kB. It is personal data (how a face moves), never printed.
 */
public final class MotionFingerprint {
  // To be changed with the hash's planes, the channels or their quanta.
  private static final byte FORM = 1;
  private static final int HEAD_BYTES = Byte.BYTES + Integer.BYTES;

  private final byte[] velocities;
  private final long[] hashes;

  /**
   * Owns its arrays.
   *
   * @param velocities {@link MotionChannel#COUNT} bytes a step
   * @param hashes entry {@code k} is of the window that ends at step {@code (k + 1) *}{@link
   *     NearRepeat#HOP}
   */
  MotionFingerprint(byte[] velocities, long[] hashes) {
    this.velocities = velocities;
    this.hashes = hashes;
  }

  /** How long it is, steps. */
  public int steps() {
    return velocities.length / MotionChannel.COUNT;
  }

  int hashCount() {
    return hashes.length;
  }

  long hash(int k) {
    return hashes[k];
  }

  /** Copies the stretch around a window, or says that it is not all there. */
  boolean around(int windowEnd, byte[] into) {
    int from = windowEnd - SimHash.STEPS - TimeWarp.SLACK;
    if (from < 0 || from + TimeWarp.OTHER_STEPS > steps()) {
      return false;
    }
    System.arraycopy(
        velocities,
        from * MotionChannel.COUNT,
        into,
        0,
        TimeWarp.OTHER_STEPS * MotionChannel.COUNT);
    return true;
  }

  /** What to keep of it, at most 174 kB; {@link #read} gives it back. */
  public byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEAD_BYTES + velocities.length + hashes.length * Long.BYTES);
    bytes.put(FORM).putInt(steps()).put(velocities);
    for (long hash : hashes) {
      bytes.putLong(hash);
    }
    return bytes.array();
  }

  /** What {@link #bytes} gave; empty for anything else, as of another version. */
  public static Optional<MotionFingerprint> read(byte[] kept) {
    ByteBuffer bytes = ByteBuffer.wrap(kept);
    if (kept.length < HEAD_BYTES || bytes.get() != FORM) {
      return Optional.empty();
    }
    int steps = bytes.getInt();
    int count = steps / NearRepeat.HOP;
    if (steps < 0
        || steps > VelocityHistory.STEPS
        || kept.length != HEAD_BYTES + steps * MotionChannel.COUNT + count * Long.BYTES) {
      return Optional.empty();
    }
    byte[] velocities = new byte[steps * MotionChannel.COUNT];
    bytes.get(velocities);
    long[] hashes = new long[count];
    bytes.asLongBuffer().get(hashes);
    return Optional.of(new MotionFingerprint(velocities, hashes));
  }

  @Override
  public String toString() {
    return "MotionFingerprint[" + steps() + " steps]";
  }
}
