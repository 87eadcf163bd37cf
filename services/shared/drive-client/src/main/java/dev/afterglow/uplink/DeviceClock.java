package dev.afterglow.uplink;

/** The clock of a capture device, or of what pretends to be one: microseconds, any epoch. */
public interface DeviceClock {
  /** Now; never falls. */
  long nowUs();

  /**
   * Waits about so long, on this clock.
   *
   * @param us microseconds, more than 0
   */
  void sleepUs(long us) throws InterruptedException;

  /**
   * This machine's monotonic clock, moved and bent.
   *
   * @param epochUs what it reads now
   * @param skewPpm how much faster it runs than the machine's, parts per million; -1,000 to 1,000
   */
  static DeviceClock monotonic(long epochUs, double skewPpm) {
    return new MonotonicClock(System.nanoTime(), epochUs, 1 + skewPpm / 1e6);
  }
}
