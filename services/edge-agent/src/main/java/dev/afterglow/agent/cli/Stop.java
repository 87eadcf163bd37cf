package dev.afterglow.agent.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** The wish that the agent end in order. A second Ctrl-C ends it at once. */
final class Stop {
  private static final int AT_ONCE = 130;

  private final CountDownLatch asked = new CountDownLatch(1);

  /** Ctrl-C, TERM and hang-up ask for the end. */
  static Stop onSignals() {
    Stop stop = new Stop();
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(new Signal(name), _ -> stop.signalled());
    }
    return stop;
  }

  void ask() {
    asked.countDown();
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits; returns whether the end was asked for. */
  boolean await(long ms) {
    try {
      return asked.await(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void signalled() {
    if (isAsked()) {
      Runtime.getRuntime().halt(AT_ONCE);
    }
    System.err.println("Ending in order; Ctrl-C again stops at once.");
    ask();
  }
}
