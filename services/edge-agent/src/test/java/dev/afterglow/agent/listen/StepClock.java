package dev.afterglow.agent.listen;

import dev.afterglow.uplink.DeviceClock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that goes on by one step each time it is looked at, so that a machine which stands still
 * for a while does not look like a sender that fell silent.
 */
final class StepClock implements DeviceClock {
  private final AtomicLong nowUs = new AtomicLong();
  private final long stepUs;

  StepClock(long stepUs) {
    this.stepUs = stepUs;
  }

  @Override
  public long nowUs() {
    return nowUs.addAndGet(stepUs);
  }

  @Override
  public void sleepUs(long us) {
    nowUs.addAndGet(us);
  }
}
