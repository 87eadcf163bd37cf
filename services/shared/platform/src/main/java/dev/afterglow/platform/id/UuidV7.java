package dev.afterglow.platform.id;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 12 bits of a
 * counter that starts at random below its half each millisecond (section 6.2, method 1), then 62
 * random bits. Ids of one instance sort in the order they were made, also when the clock steps back
 * or a millisecond yields more than the counter holds: then the time part runs ahead.
 *
 * <p>Safe for use by many threads.
 */
public final class UuidV7 implements Ids {

  private static final int COUNTER_MAX = 0xFFF;
  private static final int COUNTER_SEED_BOUND = 0x800;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

  private final InstantSource clock;
  private final RandomGenerator random;
  private long lastMs = Long.MIN_VALUE;
  private int counter;

  /**
   * Ids of a clock and a random source.
   *
   * @param random a cryptographic source where an id must not be guessed
   */
  public UuidV7(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized String next() {
    long nowMs = clock.millis();
    if (nowMs > lastMs) {
      start(nowMs);
    } else if (counter == COUNTER_MAX) {
      start(lastMs + 1);
    } else {
      counter++;
    }
    long high = (lastMs << 16) | VERSION | counter;
    long low = VARIANT | (random.nextLong() & RANDOM_MASK);
    return new UUID(high, low).toString();
  }

  private void start(long ms) {
    lastMs = ms;
    counter = random.nextInt(COUNTER_SEED_BOUND);
  }
}
