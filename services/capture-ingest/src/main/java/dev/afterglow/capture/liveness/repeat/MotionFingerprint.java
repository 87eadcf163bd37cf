package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;

/**
 * What is kept of a drive to know it again: its newest ten minutes of velocities and their
 * fingerprints, at most 174 kB. It is personal data (how a face moves), never printed.
 */
public final class MotionFingerprint {
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

  /** Fingerprints a history. */
  static MotionFingerprint of(VelocityHistory history, SimHash hasher) {
    byte[] held = history.held();
    int count = held.length / MotionChannel.COUNT / NearRepeat.HOP;
    long[] hashes = new long[count];
    byte[] window = new byte[SimHash.STEPS * MotionChannel.COUNT];
    for (int k = 0; k < count; k++) {
      int from = (k + 1) * NearRepeat.HOP - SimHash.STEPS;
      if (from >= 0) {
        System.arraycopy(held, from * MotionChannel.COUNT, window, 0, window.length);
        hashes[k] = hasher.of(window);
      }
    }
    return new MotionFingerprint(held, hashes);
  }

  @Override
  public String toString() {
    return "MotionFingerprint[" + steps() + " steps]";
  }
}
