package dev.afterglow.commerce.ledger;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.wire.FactMessages;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands every fact of the log, with the time when it happened, to those who keep books of them. */
public final class KafkaFacts {
  private final List<BiConsumer<Fact, Instant>> books;

  /**
   * @param books each takes every fact
   */
  public KafkaFacts(List<BiConsumer<Fact, Instant>> books) {
    this.books = List.copyOf(books);
  }

  /** Takes a record; one that is no fact is the engine's to count and put aside. */
  public void take(ConsumerRecord<byte[], byte[]> record) {
    Fact fact;
    try {
      fact = FactMessages.fact(record.value());
    } catch (FactFault e) {
      return;
    }
    Instant time = FactTime.of(fact, Instant.ofEpochMilli(record.timestamp()));
    books.forEach(book -> book.accept(fact, time));
  }
}
