package dev.afterglow.standalone.bench.registry;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import dev.afterglow.api.registry.v1.AcquireLeaseResponse;
import dev.afterglow.api.registry.v1.LeaseServiceGrpc;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseResponse;
import io.grpc.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Live rooms that renew each lease every 1.7 s, each at its own time. A renewal's time counts from
 * when it was due, so a service that falls behind cannot hide it.
 */
final class PacedRenewals {
  /** How often a room renews. */
  static final long EVERY_NS = 1_700_000_000L;

  /** Leases last 5 s, so those taken first are renewed while the last are still taken. */
  private static final int ACQUIRED_AT_ONCE = 16;

  private static final int MOST_WAITING = 20_000;
  private static final Duration LONGEST_START = Duration.ofSeconds(90);

  private final LeaseServiceGrpc.LeaseServiceFutureStub stub;
  private final Rooms rooms;
  private final Queue<Due> fresh = new ConcurrentLinkedQueue<>();
  private final Queue<Due> due = new ArrayDeque<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean measuring;
  private long[] tookNs = new long[1 << 16];
  private int answered;

  PacedRenewals(Channel registry, Rooms rooms) {
    this.stub = LeaseServiceGrpc.newFutureStub(registry);
    this.rooms = rooms;
  }

  private record Due(String leaseId, long atNs) {}

  /**
   * Takes leases, renews them from the first on, and measures once all are there.
   *
   * @param wanted how many rooms
   */
  Times measure(int wanted, Duration span) {
    Thread acquiring = Thread.ofPlatform().name("go-live").start(() -> acquire(wanted));
    renewUntil(System.nanoTime() + LONGEST_START.toNanos(), () -> taken.get() >= wanted);
    acquiring.interrupt();
    // A round of all, so that the measured one begins evenly.
    renewUntil(System.nanoTime() + EVERY_NS, () -> false);
    failures.set(0);
    measuring = true;
    long begun = System.nanoTime();
    renewUntil(begun + span.toNanos(), () -> false);
    measuring = false;
    synchronized (this) {
      return Times.of(
          Arrays.copyOf(tookNs, answered),
          failures.get(),
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** How many rooms were live in the end. */
  int live() {
    return due.size();
  }

  private void acquire(int wanted) {
    Semaphore room = new Semaphore(ACQUIRED_AT_ONCE);
    try {
      for (int i = 0; i < wanted; i++) {
        room.acquire();
        Futures.addCallback(
            stub.acquireLease(rooms.acquire(i)),
            new FutureCallback<AcquireLeaseResponse>() {
              @Override
              public void onSuccess(AcquireLeaseResponse answer) {
                fresh.add(new Due(answer.getLease().getLeaseId(), System.nanoTime() + EVERY_NS));
                taken.incrementAndGet();
                room.release();
              }

              @Override
              public void onFailure(Throwable refused) {
                taken.incrementAndGet();
                room.release();
              }
            },
            MoreExecutors.directExecutor());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renewUntil(long end, BooleanSupplier enough) {
    while (System.nanoTime() < end && !enough.getAsBoolean()) {
      for (Due each = fresh.poll(); each != null; each = fresh.poll()) {
        due.add(each);
      }
      Due next = due.peek();
      long now = System.nanoTime();
      if (next == null || next.atNs() > now || waiting.get() >= MOST_WAITING) {
        long pause = next == null ? TimeUnit.MILLISECONDS.toNanos(1) : next.atNs() - now;
        LockSupport.parkNanos(Math.clamp(pause, 20_000, TimeUnit.MILLISECONDS.toNanos(1)));
      } else {
        due.remove();
        due.add(new Due(next.leaseId(), next.atNs() + EVERY_NS));
        renew(next);
      }
    }
  }

  private void renew(Due lease) {
    waiting.incrementAndGet();
    Futures.addCallback(
        stub.renewLease(RenewLeaseRequest.newBuilder().setLeaseId(lease.leaseId()).build()),
        new FutureCallback<RenewLeaseResponse>() {
          @Override
          public void onSuccess(RenewLeaseResponse answer) {
            waiting.decrementAndGet();
            note(System.nanoTime() - lease.atNs());
          }

          @Override
          public void onFailure(Throwable refused) {
            waiting.decrementAndGet();
            failures.incrementAndGet();
          }
        },
        MoreExecutors.directExecutor());
  }

  private synchronized void note(long took) {
    if (!measuring) {
      return;
    }
    if (answered == tookNs.length) {
      tookNs = Arrays.copyOf(tookNs, 2 * answered);
    }
    tookNs[answered++] = took;
  }
}
