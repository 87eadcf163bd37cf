package dev.afterglow.standalone.bench.registry;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Makes calls and notes how long each takes. */
final class Load<T> {
  private static final int MOST_CALLS = 2_000_000;
  private static final int MOST_IN_FLIGHT = 4_096;

  private final IntFunction<ListenableFuture<T>> call;
  private final Consumer<T> answered;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong failures = new AtomicLong();
  private long[] ns = new long[1 << 16];

  /**
   * Calls of one kind.
   *
   * @param call makes the call of that number
   * @param answered told of each answer
   */
  Load(IntFunction<ListenableFuture<T>> call, Consumer<T> answered) {
    this.call = call;
    this.answered = answered;
  }

  /** As many as are answered, so many at a time. */
  Times closed(int inFlight, Duration span) {
    Semaphore room = new Semaphore(inFlight);
    long begun = System.nanoTime();
    long until = begun + span.toNanos();
    for (int i = 0; System.nanoTime() < until && i < MOST_CALLS; i++) {
      room.acquireUninterruptibly();
      send(i, System.nanoTime(), room);
    }
    return finish(room, inFlight, begun);
  }

  /** So many a second, whatever the answers do; time counts from when a call was due. */
  Times open(int perSecond, Duration span) {
    Semaphore room = new Semaphore(MOST_IN_FLIGHT);
    long begun = System.nanoTime();
    long calls = perSecond * span.toMillis() / 1_000;
    for (int i = 0; i < calls; i++) {
      long due = begun + i * 1_000_000_000L / perSecond;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      room.acquireUninterruptibly();
      send(i, due, room);
    }
    return finish(room, MOST_IN_FLIGHT, begun);
  }

  private Times finish(Semaphore room, int permits, long begun) {
    room.acquireUninterruptibly(permits);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return Times.of(Arrays.copyOf(ns, count.get()), failures.get(), took);
  }

  private void send(int number, long since, Semaphore room) {
    Futures.addCallback(
        call.apply(number),
        new FutureCallback<T>() {
          @Override
          public void onSuccess(T answer) {
            note(System.nanoTime() - since);
            answered.accept(answer);
            room.release();
          }

          @Override
          public void onFailure(Throwable failure) {
            failures.incrementAndGet();
            room.release();
          }
        },
        MoreExecutors.directExecutor());
  }

  private synchronized void note(long took) {
    int at = count.getAndIncrement();
    if (at == ns.length) {
      ns = Arrays.copyOf(ns, 2 * at);
    }
    ns[at] = took;
  }
}
