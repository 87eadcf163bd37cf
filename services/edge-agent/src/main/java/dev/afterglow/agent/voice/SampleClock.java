package dev.afterglow.agent.voice;

import java.util.ArrayDeque;

/**
 * Maps the samples of a sound card, which has a clock of its own, onto the agent's clock. A packet
 * is heard of some time after its last sample was recorded, never before; so the least delayed
 * packet of the last ten seconds tells where the card's clock stands. The mapping moves towards it
 * by at most half a millisecond a second, more than any card is off. For one thread.
 */
final class SampleClock {
  private static final long WINDOW_US = 10_000_000;
  private static final long RECENT_US = 1_000_000;
  private static final long BREAK_US = 100_000;
  private static final double SLEW = 500e-6;

  private final ArrayDeque<Heard> heard = new ArrayDeque<>();
  private final int rateHz;
  private boolean begun;
  private double offsetUs;
  private long lastHeardUs;
  private long lastUs = Long.MIN_VALUE;

  private record Heard(long atUs, long offsetUs) {}

  /** Samples recorded at that rate. */
  SampleClock(int rateHz) {
    this.rateHz = rateHz;
  }

  /**
   * When a packet's first sample was recorded, microseconds; later than that of the packet before.
   *
   * @param first the index of its first sample
   * @param count how many samples it holds
   * @param heardUs when it was heard of, on the agent's clock
   */
  long timeUs(long first, int count, long heardUs) {
    heard.addLast(new Heard(heardUs, heardUs - us(first + count)));
    while (heardUs - heard.getFirst().atUs() > WINDOW_US) {
      heard.removeFirst();
    }
    long least = Long.MAX_VALUE;
    long lately = Long.MAX_VALUE;
    for (Heard it : heard) {
      least = Math.min(least, it.offsetUs());
      if (heardUs - it.atUs() <= RECENT_US) {
        lately = Math.min(lately, it.offsetUs());
      }
    }
    if (!begun || least < offsetUs) {
      // Earlier than believed: what has not been recorded yet cannot have been heard of.
      offsetUs = least;
      begun = true;
    } else if (lately - offsetUs > BREAK_US) {
      // The card stood still for a while.
      heard.removeIf(it -> it.atUs() < heardUs);
      offsetUs = lately;
    } else {
      offsetUs = Math.min(least, offsetUs + SLEW * (heardUs - lastHeardUs));
    }
    lastHeardUs = heardUs;
    lastUs = Math.max(lastUs + 1, Math.round(us(first) + offsetUs));
    return lastUs;
  }

  private long us(long samples) {
    return Math.round(samples * 1e6 / rateHz);
  }
}
