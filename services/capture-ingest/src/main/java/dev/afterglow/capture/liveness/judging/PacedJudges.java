package dev.afterglow.capture.liveness.judging;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that judge. Drives that began in the same instant, as after a restart, end their
 * windows in the same instant too, and a judge that worked through all of them at once would keep a
 * core from the samples for a tenth of a second and more, every two seconds. So a judge rests twice
 * as long as it worked before it takes the next piece of work, unless that one has waited for half
 * a second already: then it does not rest at all, and a busy machine judges as many as it can.
 *
 * <p>Its queue has no bound of its own: a source has one piece of work in it at most. Safe for many
 * threads.
 */
public final class PacedJudges implements Executor {
  /** Work that has waited for so long is not kept waiting by a rest. */
  static final long LATE_NANOS = 500_000_000;

  /** No rest is longer. */
  static final long LONGEST_REST_NANOS = 10_000_000;

  private static final int REST_SHARE = 2;

  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor threads;

  private final class Work implements Runnable {
    private final Runnable task;
    private final long sinceNanos = System.nanoTime();

    Work(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      long begun = System.nanoTime();
      try {
        task.run();
      } finally {
        long now = System.nanoTime();
        LockSupport.parkNanos(restNanos(now - begun, waitedNanos(now)));
      }
    }
  }

  /** So many threads. */
  public PacedJudges(int count, ThreadFactory factory) {
    threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, waiting, factory);
  }

  /**
   * Takes a piece of work.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #stop}
   */
  @Override
  public void execute(Runnable task) {
    threads.execute(new Work(task));
  }

  /** Takes no more work, and drops what waits. */
  public void stop() {
    threads.shutdownNow();
  }

  /**
   * How long to rest.
   *
   * @param tookNanos how long the work before it took
   * @param waitedNanos how long the next piece of work has waited
   */
  static long restNanos(long tookNanos, long waitedNanos) {
    return waitedNanos >= LATE_NANOS ? 0 : Math.min(REST_SHARE * tookNanos, LONGEST_REST_NANOS);
  }

  private long waitedNanos(long nowNanos) {
    return waiting.peek() instanceof Work next ? nowNanos - next.sinceNanos : 0;
  }
}
