package dev.afterglow.standalone.live;

import dev.afterglow.standalone.process.Interruption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, as the run sees it. Safe for many threads. */
public final class StopRequest implements Interruption {
  private final Step inOrder = new Step();
  private final Step atOnce = new Step();

  /** Asks the run to end in order. */
  public void ask() {
    inOrder.come();
  }

  /**
   * Ends everything now, without the order; returns when all actions have run. The run's own thread
   * then only sees its services vanish, and has nothing to say about it.
   */
  public void endAtOnce() {
    inOrder.come();
    atOnce.come();
  }

  @Override
  public boolean isAsked() {
    return inOrder.hasCome();
  }

  /** Whether the second step has come. */
  public boolean isAtOnce() {
    return atOnce.hasCome();
  }

  @Override
  public void onAsked(Runnable action) {
    inOrder.then(action);
  }

  @Override
  public void onAtOnce(Runnable action) {
    atOnce.then(action);
  }

  /** Waits, and tells whether the end was asked for meanwhile. */
  boolean awaitFor(Duration limit) {
    try {
      return inOrder.come.await(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** One step: comes once, and runs what waits for it on the thread that brings it. */
  private static final class Step {
    private final CountDownLatch come = new CountDownLatch(1);
    private final List<Runnable> waiting = new ArrayList<>();

    boolean hasCome() {
      return come.getCount() == 0;
    }

    void come() {
      List<Runnable> actions;
      synchronized (this) {
        come.countDown();
        actions = List.copyOf(waiting);
        waiting.clear();
      }
      actions.forEach(Runnable::run);
    }

    void then(Runnable action) {
      synchronized (this) {
        if (!hasCome()) {
          waiting.add(action);
          return;
        }
      }
      action.run();
    }
  }
}
