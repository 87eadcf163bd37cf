package dev.afterglow.capture.drive;

import dev.afterglow.capture.timeline.ServiceClock;

/**
 * Until when tokens open their sessions. A token opens its session for a short while after it was
 * asked for; where somebody drives, that while begins anew again and again, so that a device which
 * loses its network comes back with the same token, and one that was left lying about opens
 * nothing. Asks the store, and so may wait for it. Safe for many threads.
 */
final class Openings {
  private final DriveRecords records;
  private final ServiceClock clock;
  private final long lifeUs;

  /**
   * Openings in that store.
   *
   * @param lifeUs how long a token opens its session once it was asked for or driven with
   */
  Openings(DriveRecords records, ServiceClock clock, long lifeUs) {
    this.records = records;
    this.clock = clock;
    this.lifeUs = lifeUs;
  }

  /**
   * Lets the session's token open it from now on for a token's life, but never longer than the
   * session lives.
   *
   * @return until when, UTC microseconds
   */
  long renew(DriveRecord drive) {
    long untilUs = Math.min(drive.expiresUs(), clock.nowUs() + lifeUs);
    records.keepOpening(drive, untilUs);
    return untilUs;
  }

  /** Whether the session's token opens it now; one of which nothing is kept does not. */
  boolean opens(DriveRecord drive) {
    long nowUs = clock.nowUs();
    return drive.livesAt(nowUs) && nowUs < records.opensUntilUs(drive.driveId());
  }
}
