package dev.afterglow.capture.liveness.standing;

import java.util.Optional;

/**
 * How drives stand, beyond a restart. Every method may wait for the store, and throws an {@link
 * dev.afterglow.platform.error.AfterglowException} of kind UNAVAILABLE when it does not answer.
 */
public interface Standings {
  /**
   * Keeps how a drive stands, in place of what was kept before.
   *
   * @param untilUs when it may be forgotten, UTC microseconds
   */
  void keep(String driveId, long untilUs, KeptStanding standing);

  /** How a drive stood; empty when nothing is kept, or what is kept cannot be read. */
  Optional<KeptStanding> find(String driveId);
}
