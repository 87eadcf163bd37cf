package dev.afterglow.agent.play;

import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;

/**
 * Plays a reel at the pace at which it was recorded. For one thread.
 *
 * <p>What the machine could not give in time is given late, and at once: a tape loses nothing.
 */
public final class Playback {
  private static final long LONGEST_NAP_US = 20_000;

  private final Reel reel;
  private final Reel.Outlet outlet;
  private final DeviceClock clock;
  private final long startUs;

  /** Begins now; the first thing is due at once. */
  public Playback(Reel reel, Reel.Outlet outlet, DeviceClock clock) {
    this.reel = reel;
    this.outlet = outlet;
    this.clock = clock;
    this.startUs = clock.nowUs();
  }

  /**
   * Gives what is due, and waits a little, at most 20 ms.
   *
   * @return whether there is more
   * @throws dev.afterglow.tape.TapeException when the tape is cut off or damaged there
   */
  public boolean step() throws IOException, InterruptedException {
    long dueUs = reel.nextUs();
    while (dueUs >= 0 && startUs + dueUs <= clock.nowUs()) {
      // The instant at which it was due, not the one at which this thread came to it.
      reel.give(outlet, startUs + dueUs);
      dueUs = reel.nextUs();
    }
    if (dueUs >= 0) {
      clock.sleepUs(Math.clamp(startUs + dueUs - clock.nowUs(), 1, LONGEST_NAP_US));
    }
    return dueUs >= 0;
  }
}
