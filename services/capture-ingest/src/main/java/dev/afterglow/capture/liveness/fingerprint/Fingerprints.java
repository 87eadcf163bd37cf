package dev.afterglow.capture.liveness.fingerprint;

import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import java.time.Duration;
import java.util.List;

/**
 * Fingerprints of drives, beyond a restart. They are personal data: kept for a bounded time, at
 * most {@link #MOST_A_PERSON} of one person, and deleted on request. Every method may wait for the
 * store, and throws an {@link dev.afterglow.platform.error.AfterglowException} of kind UNAVAILABLE
 * when it does not answer.
 */
public interface Fingerprints {
  /** So many are kept of one person; the oldest goes first. */
  int MOST_A_PERSON = 4;

  /** So long nothing is kept of a person who was forgotten: longer than a drive's token lives. */
  Duration FORGOTTEN_FOR = Duration.ofHours(24);

  /**
   * What to compare a drive with: the newest of its person, and of others who drove its avatar.
   *
   * @return at most {@link dev.afterglow.capture.liveness.repeat.NearRepeat#MOST_EARLIER}; one that
   *     cannot be read is left out
   */
  List<MotionFingerprint> earlier(Driven by);

  /**
   * Keeps a fingerprint; keeping it again replaces it. One of a person who was forgotten within
   * {@link #FORGOTTEN_FOR} is not kept.
   *
   * @param id a UUID, of this stretch of the drive
   */
  void keep(String id, Driven by, MotionFingerprint fingerprint);

  /**
   * Deletes all of a person, and keeps nothing for {@link #FORGOTTEN_FOR}, so that a drive that
   * goes on does not bring it back.
   *
   * @return how many there were
   */
  int forget(String driverSubjectId);
}
