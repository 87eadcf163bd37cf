package dev.afterglow.standalone.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, as the run sees it. Safe for many threads. */
public final class StopRequest {
  private final CountDownLatch asked = new CountDownLatch(1);

  /** Asks the run to end in order. */
  public void ask() {
    asked.countDown();
  }

  /** Whether the end was asked for. */
  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits, and tells whether the end was asked for meanwhile. */
  boolean awaitFor(Duration limit) {
    try {
      return asked.await(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
