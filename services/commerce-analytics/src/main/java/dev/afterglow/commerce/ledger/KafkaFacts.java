package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.room.EventTime;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.wire.FactGlance;
import dev.afterglow.facts.wire.FactMessages;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands the facts of the log, with the time when each happened, to those who keep books of them. Of
 * the others, which are most, only where and when they happened is read.
 */
public final class KafkaFacts {
  /** Takes where and when something happened that no book is kept of. */
  @FunctionalInterface
  public interface Passing {
    /**
     * It happened.
     *
     * @param sign whether it shows that a viewer was there
     */
    void pass(String roomId, Instant time, boolean sign);
  }

  private final List<BiConsumer<Fact, Instant>> books;
  private final Passing passing;

  /**
   * @param books each takes every fact of orders, explaining, prices, stock and the opening of a
   *     show
   * @param passing takes every other one
   */
  public KafkaFacts(List<BiConsumer<Fact, Instant>> books, Passing passing) {
    this.books = List.copyOf(books);
    this.passing = passing;
  }

  /**
   * Takes a record; one that is no fact, or comes too late, is the engine's to count and put aside.
   */
  public void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      take(record.value(), Instant.ofEpochMilli(record.timestamp()));
    } catch (FactFault e) {
      // Nothing can be booked of it.
    }
  }

  private void take(byte[] value, Instant received) {
    FactGlance glance = FactGlance.of(value);
    if (EventTime.isTooLate(glance.occurred(), glance.sent())) {
      return;
    }
    Instant time = EventTime.of(glance.occurred(), glance.sent(), received);
    if (glance.isBooked()) {
      Fact fact = FactMessages.fact(value);
      books.forEach(book -> book.accept(fact, time));
    } else {
      passing.pass(glance.roomId(), time, glance.isSign());
    }
  }
}
