package dev.afterglow.standalone.bench.capture;

/**
 * Says when a service is warm: its last stretch of load took no less processor time than the best
 * before it, give or take a thirtieth. A compiler that is still busy shows as a cost that falls,
 * and the service with more code to compile would be judged while it is cold.
 */
final class Warming {
  private static final double STILL_FALLING = 29.0 / 30;

  private final double leastS;
  private final double mostS;
  private double spentS;
  private double best = Double.POSITIVE_INFINITY;
  private boolean settled;

  /**
   * A service that has just started.
   *
   * @param leastS seconds of load before it can count as warm
   * @param mostS seconds of load after which it counts as warm whatever it shows
   */
  Warming(double leastS, double mostS) {
    this.leastS = leastS;
    this.mostS = mostS;
  }

  /** Takes a stretch of load and what a drive cost in it, milliseconds of a core a second. */
  void took(double seconds, double cpuMsADrive) {
    spentS += seconds;
    settled = cpuMsADrive > best * STILL_FALLING;
    best = Math.min(best, cpuMsADrive);
  }

  boolean isWarm() {
    return spentS >= mostS || (spentS >= leastS && settled);
  }

  double spentS() {
    return spentS;
  }
}
