package dev.afterglow.commerce.customer;

import dev.afterglow.commerce.ledger.KafkaTail;
import dev.afterglow.commerce.viewer.ViewerKeys;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Looks at all customers' segments now and then, and tells what changed since it was told last.
 *
 * <p>Before each look the log of facts is read to its end and erased viewers are learnt, so a
 * process that takes over never knows less than the one before it told.
 */
final class SegmentTeller implements AutoCloseable {
  private static final Log LOG = Log.of(SegmentTeller.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final CustomerBooks books;
  private final KafkaTail facts;
  private final Erasures erasures;
  private final Supplier<SegmentLog> logs;
  private final TopicsReady topics;
  private final Duration look;
  private final Duration patience;
  private final Clock clock;
  private final LongConsumer counted;
  private final Thread thread;
  private volatile boolean closed;

  /** Makes the topics where they are missing. */
  @FunctionalInterface
  interface TopicsReady {
    void ensure() throws InterruptedException, ExecutionException, TimeoutException;
  }

  /** Knows who was erased. */
  @FunctionalInterface
  interface Erasures {
    /** Learns who was erased since, and says how many there are. */
    long learn() throws ViewerKeys.UnavailableException;
  }

  /**
   * One that does not look yet.
   *
   * @param logs opens the log that changes are told in
   * @param look how often
   * @param patience how long it waits for the end of the facts
   * @param counted is told how many changes were told
   */
  SegmentTeller(
      CustomerBooks books,
      KafkaTail facts,
      Erasures erasures,
      TopicsReady topics,
      Supplier<SegmentLog> logs,
      Duration look,
      Duration patience,
      Clock clock,
      LongConsumer counted) {
    this.books = books;
    this.facts = facts;
    this.erasures = erasures;
    this.topics = topics;
    this.logs = logs;
    this.look = look;
    this.patience = patience;
    this.clock = clock;
    this.counted = counted;
    this.thread = Thread.ofPlatform().daemon().name("segments").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        // A process that still reads its facts has nothing to tell, and its start has better to do.
        facts.awaitEnd(patience);
        topics.ensure();
        try (SegmentLog log = logs.get()) {
          lead(log);
        }
      } catch (KafkaTail.BehindException e) {
        // Asked again: reading goes on meanwhile.
      } catch (InterruptedException | InterruptException e) {
        return;
      } catch (KafkaException | ExecutionException | TimeoutException e) {
        LOG.warn("segments cannot be told now", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
        pause();
      } catch (RuntimeException e) {
        LOG.error("segments cannot be told", e);
        pause();
      }
    }
  }

  /** Tells while this process is the one to; another's turn, or a fault of Kafka, ends it. */
  private void lead(SegmentLog log) throws InterruptedException {
    while (!closed && !log.leads()) {
      // Another process tells.
    }
    if (closed) {
      return;
    }
    ToldSegments told = log.takeOver();
    Map<String, Long> seen = new HashMap<>();
    long next = System.nanoTime();
    while (!closed && log.leads()) {
      if (System.nanoTime() - next >= 0) {
        look(log, told, seen);
        next = System.nanoTime() + look.toNanos();
      }
    }
  }

  private void look(SegmentLog log, ToldSegments told, Map<String, Long> seen) {
    long erased;
    try {
      facts.awaitEnd(patience);
      erased = erasures.learn();
    } catch (KafkaTail.BehindException | ViewerKeys.UnavailableException e) {
      // Who was erased, or what was sold, is not known: nothing is said before it is.
      return;
    }
    books
        .all()
        .forEach(
            (shopId, book) -> {
              long version = book.version() + erased;
              if (seen.getOrDefault(shopId, -1L) != version) {
                var changes = told.changes(shopId, book.keys(), clock.instant());
                log.tell(changes, told);
                counted.accept(changes.size());
                seen.put(shopId, version);
              }
            });
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
