package dev.afterglow.registry.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Bounds how often pairing may fail: once so many tries of a window were refused, all are until the
 * next one begins. It is counted over all callers of a tenant, because a code is guessed from
 * anywhere, and over no two tenants together, because a code is good for one of them alone.
 *
 * <p>The arithmetic: 30^8 codes are 6.6e11. With 300 refusals a minute on each of four replicas,
 * and a hundred codes open for their ten minutes, guessing finds one of them with a chance of 2e-6.
 * Safe for many threads.
 */
public final class RefusalBudget {
  /** Refusals of a window before it closes. */
  public static final int LIMIT = 300;

  /** How long a window lasts. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  private final InstantSource clock;
  private Instant windowEnd = Instant.MIN;
  private int refused;

  /** Nothing refused yet. */
  public RefusalBudget(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether another try may be looked at. */
  public synchronized boolean open() {
    turn();
    return refused < LIMIT;
  }

  /** A try was refused. */
  public synchronized void refused() {
    turn();
    refused++;
  }

  /** Whole seconds until the window ends, 1 or more. */
  public synchronized long retryAfterSeconds() {
    turn();
    return Math.max(1, Duration.between(clock.instant(), windowEnd).toSeconds());
  }

  private void turn() {
    Instant now = clock.instant();
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(WINDOW);
      refused = 0;
    }
  }
}
