package dev.afterglow.capture.evidence;

import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Brings windows into the log: from memory into the store at once, and from the store, oldest
 * first, into the log, each until the log has it or never will. A window that has reached the store
 * outlives this process; handing it in twice gives it one place, since its request keeps its id.
 *
 * <p>Bounded: 4,096 in memory while the store is away, and the store's own bound. What is more
 * pushes the oldest out, and is counted.
 */
public final class EvidenceSender implements WindowTaker {
  private static final Log LOG = Log.of(EvidenceSender.class);
  private static final int MOST_IN_MEMORY = 4_096;
  private static final int MOST_A_PUSH = 256;
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LOOK_MS = 5_000;

  private final EvidenceStore store;
  private final EvidenceLog log;
  private final EvidenceConfig config;
  private final Supplier<String> ids;
  private final EvidenceTally tally;
  private final Queue<byte[]> fresh = new ArrayDeque<>();
  private final Semaphore come = new Semaphore(0);
  private final Semaphore kept = new Semaphore(0);
  private volatile boolean stopped;

  /** A sender that begins with {@link #keep} and {@link #send}. */
  public EvidenceSender(
      EvidenceStore store,
      EvidenceLog log,
      EvidenceConfig config,
      Supplier<String> ids,
      EvidenceTally tally) {
    this.store = store;
    this.log = log;
    this.config = config;
    this.ids = ids;
    this.tally = tally;
  }

  @Override
  public void take(Of of, String sourceId, DriveWindow window) {
    byte[] item =
        new EvidenceItem(
                ids.get(),
                of.broadcastId(),
                of.driverSubjectId(),
                WindowForm.bytes(of.driveId(), sourceId, window))
            .bytes();
    synchronized (fresh) {
      if (fresh.size() >= MOST_IN_MEMORY) {
        fresh.remove();
        tally.lost(1);
      }
      fresh.add(item);
    }
    come.release();
  }

  /** Brings windows from memory into the store until {@link #stop}; for a thread of its own. */
  public void keep() {
    repeat(
        () -> {
          awaitFresh();
          keepFresh();
          return true;
        });
  }

  /** Brings windows from the store into the log until {@link #stop}; for a thread of its own. */
  public void send() {
    repeat(this::round);
  }

  /** Begins no further round, and wakes who waits. */
  public void stop() {
    stopped = true;
    come.release();
    kept.release();
  }

  private void repeat(BooleanSupplier step) {
    long pauseMs = FIRST_PAUSE_MS;
    boolean failing = false;
    while (!stopped) {
      String failure = attempt(step);
      if (failure.isEmpty()) {
        pauseMs = FIRST_PAUSE_MS;
      } else {
        pause(pauseMs);
        pauseMs = Math.min(2 * pauseMs, config.longestPause().toMillis());
      }
      if (failing != !failure.isEmpty()) {
        failing = !failing;
        LOG.warn("evidence waits, or goes on", LogKey.REASON.is(failing ? failure : "WORKS"));
      }
    }
  }

  /** Why a step did not settle all that it took up; empty where it did. */
  private static String attempt(BooleanSupplier step) {
    try {
      return step.getAsBoolean() ? "" : "LATER";
    } catch (AfterglowException e) {
      return e.reason();
    } catch (RuntimeException e) {
      // One that throws would be the last one.
      LOG.error("sending evidence failed", e, LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      return e.getClass().getSimpleName();
    }
  }

  /** Whether all that was taken up is settled; waits for work while there is none. */
  private boolean round() {
    List<byte[]> oldest = store.oldest(config.atOnce());
    if (oldest.isEmpty()) {
      awaitKept();
      return true;
    }
    return send(oldest);
  }

  private void keepFresh() {
    List<byte[]> batch = peek();
    while (!batch.isEmpty()) {
      long waiting = store.add(batch);
      drop(batch);
      tally.waiting(waiting);
      if (waiting > config.maxWaiting()) {
        store.keepNewest(config.maxWaiting());
        tally.lost(waiting - config.maxWaiting());
        LOG.warn(
            "windows of evidence were thrown away", LogKey.COUNT.is(waiting - config.maxWaiting()));
      }
      kept.release();
      batch = peek();
    }
  }

  private List<byte[]> peek() {
    synchronized (fresh) {
      return fresh.stream().limit(MOST_A_PUSH).toList();
    }
  }

  /** Takes what the store has out of memory, unless newer ones have pushed it out already. */
  private void drop(List<byte[]> batch) {
    synchronized (fresh) {
      for (byte[] each : batch) {
        if (fresh.peek() == each) {
          fresh.remove();
        }
      }
    }
  }

  private boolean send(List<byte[]> oldest) {
    List<EvidenceItem> items = new ArrayList<>();
    for (byte[] each : oldest) {
      Optional<EvidenceItem> item = EvidenceItem.read(each);
      item.ifPresent(items::add);
      if (item.isEmpty()) {
        settle(each, EvidenceLog.Outcome.REFUSED);
      }
    }
    boolean all = true;
    for (Map.Entry<EvidenceItem, EvidenceLog.Outcome> each : log.append(items).entrySet()) {
      if (each.getValue() == EvidenceLog.Outcome.LATER) {
        all = false;
      } else {
        settle(each.getKey().bytes(), each.getValue());
      }
    }
    return all;
  }

  private void settle(byte[] item, EvidenceLog.Outcome outcome) {
    store.remove(item);
    tally.settled(outcome);
  }

  /** Whether nothing is in memory is looked at after each wake-up, needed or not. */
  private void awaitFresh() {
    while (peek().isEmpty() && !stopped) {
      await(come);
    }
  }

  /** Other instances put windows there, too, and die: it is looked for them now and then. */
  private void awaitKept() {
    if (!stopped) {
      await(kept);
    }
  }

  private void await(Semaphore wakeUps) {
    try {
      if (wakeUps.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      interrupted();
    }
  }

  private void pause(long ms) {
    try {
      for (long left = ms; left > 0 && !stopped; left -= FIRST_PAUSE_MS) {
        TimeUnit.MILLISECONDS.sleep(Math.min(left, FIRST_PAUSE_MS));
      }
    } catch (InterruptedException e) {
      interrupted();
    }
  }

  private void interrupted() {
    stopped = true;
    Thread.currentThread().interrupt();
  }
}
