package dev.afterglow.commerce.customer;

import dev.afterglow.commerce.ledger.KafkaFacts;
import dev.afterglow.commerce.ledger.KafkaTail;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What tells segments alone in a JVM of its own, to be killed. Ends when its input does. */
public final class SegmentChild implements AutoCloseable {
  static final SegmentTopics TOPICS =
      new SegmentTopics("changes", 2, Duration.ofDays(7), "told", "audiences");
  static final String FACTS = "afterglow.facts.v1";

  private final KafkaTail facts;
  private final SegmentTeller teller;
  final CustomerBooks books = new CustomerBooks(_ -> false);
  final AtomicLong told = new AtomicLong();

  SegmentChild(String servers) {
    facts =
        new KafkaTail(
            servers, FACTS, new KafkaFacts(List.of(books::apply), (room, time, sign) -> {})::take);
    teller =
        new SegmentTeller(
            books,
            facts,
            () -> 0,
            () -> TOPICS.ensure(servers, Duration.ofSeconds(20)),
            () -> new SegmentLog(servers, "test", "", TOPICS),
            Duration.ofMillis(20),
            Duration.ofSeconds(20),
            Clock.systemUTC(),
            told::addAndGet);
    facts.start();
    teller.start();
  }

  /** Everything that is in the log of facts now is in the books. */
  void awaitFacts() throws KafkaTail.BehindException {
    facts.awaitEnd(Duration.ofSeconds(60));
  }

  @Override
  public void close() {
    teller.close();
    facts.close();
  }

  public static void main(String[] arguments) throws Exception {
    try (SegmentChild child = new SegmentChild(arguments[0])) {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
      child.awaitFacts();
    }
  }
}
