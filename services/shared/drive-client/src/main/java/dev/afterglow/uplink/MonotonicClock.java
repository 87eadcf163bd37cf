package dev.afterglow.uplink;

import java.time.Duration;

/** {@link System#nanoTime()}, moved and bent. */
record MonotonicClock(long startedNanos, long epochUs, double speed) implements DeviceClock {
  @Override
  public long nowUs() {
    return epochUs + (long) ((System.nanoTime() - startedNanos) / 1000.0 * speed);
  }

  @Override
  public void sleepUs(long us) throws InterruptedException {
    Thread.sleep(Duration.ofNanos((long) (us * 1000.0 / speed)));
  }
}
