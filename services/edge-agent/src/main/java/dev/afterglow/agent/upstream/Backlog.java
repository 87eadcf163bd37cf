package dev.afterglow.agent.upstream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was captured and is in no batch yet, frames or sound. Newest wins: a full backlog drops the
 * oldest, and what has grown too old is dropped rather than sent; either leaves a gap in the
 * numbers, which the service sees. Safe for many threads.
 */
final class Backlog<T> {
  /** Nothing that was captured longer ago is put into a batch: 30 s, microseconds. */
  static final long KEPT_US = 30_000_000;

  /** Thirty seconds at 120 frames a second, and some to spare. */
  static final int MOST_FRAMES = 4_096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Captured<T>> frames = new ArrayDeque<>();
  private long captured;
  private long dropped;

  /** Takes what was captured then; never waits. */
  void add(long timeUs, T content) {
    lock.lock();
    try {
      if (frames.size() == MOST_FRAMES) {
        frames.removeFirst();
        dropped++;
      }
      frames.addLast(new Captured<>(++captured, timeUs, content));
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up the oldest frames, at most so many; those that are too old are dropped first. */
  List<Captured<T>> take(int most, long nowUs) {
    lock.lock();
    try {
      expire(nowUs);
      List<Captured<T>> taken = new ArrayList<>(Math.min(most, frames.size()));
      while (taken.size() < most && !frames.isEmpty()) {
        taken.add(frames.removeFirst());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is a frame, at most so long. */
  void await(long ms) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(ms);
      while (frames.isEmpty() && left > 0) {
        left = filled.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many frames wait, the outdated left out. */
  int waiting(long nowUs) {
    lock.lock();
    try {
      expire(nowUs);
      return frames.size();
    } finally {
      lock.unlock();
    }
  }

  long captured() {
    lock.lock();
    try {
      return captured;
    } finally {
      lock.unlock();
    }
  }

  /** How many frames were dropped, because there were too many or they were too old. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  private void expire(long nowUs) {
    while (!frames.isEmpty() && nowUs - frames.getFirst().timeUs() > KEPT_US) {
      frames.removeFirst();
      dropped++;
    }
  }
}
