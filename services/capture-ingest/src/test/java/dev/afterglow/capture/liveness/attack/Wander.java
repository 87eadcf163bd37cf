package dev.afterglow.capture.liveness.attack;

import java.util.random.RandomGenerator;

/** A value that wanders about 0 with deviation 1 and a memory (Ornstein-Uhlenbeck process). */
final class Wander {
  private final RandomGenerator random;
  private final double keep;
  private double slow;
  private double value;

  /**
   * Starts anywhere.
   *
   * @param memoryS how long it takes to forget where it was
   * @param stepS the time from one value to the next
   */
  Wander(RandomGenerator random, double memoryS, double stepS) {
    this.random = random;
    this.keep = Math.exp(-stepS / memoryS);
    this.slow = random.nextGaussian();
    this.value = slow;
  }

  /** The next value; twice smoothed, as bodies have mass. */
  double next() {
    slow = keep * slow + Math.sqrt(1 - keep * keep) * random.nextGaussian();
    value += (slow - value) * (1 - keep * keep);
    return value;
  }
}
