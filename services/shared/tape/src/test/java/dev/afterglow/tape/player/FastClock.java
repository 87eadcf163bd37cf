package dev.afterglow.tape.player;

import dev.afterglow.uplink.DeviceClock;

/** A device clock that runs many times faster than the machine's. */
record FastClock(long startedNanos, double speed) implements DeviceClock {
  static FastClock of(double speed) {
    return new FastClock(System.nanoTime(), speed);
  }

  @Override
  public long nowUs() {
    return (long) ((System.nanoTime() - startedNanos) / 1000.0 * speed);
  }

  @Override
  public void sleepUs(long us) throws InterruptedException {
    Thread.sleep(0, (int) Math.clamp(us * 1000.0 / speed, 1, 999_999));
  }
}
