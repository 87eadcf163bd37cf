package dev.afterglow.commerce.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.room.EventTime;
import dev.afterglow.commerce.room.RandomFacts;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.wire.FactMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** {@code -Dseed=} replays one. */
class KafkaFactsTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime() & 0xFFFF);

  @Test
  void shouldKeepTheSameBooksWhenMostFactsAreOnlyGlancedAt() {
    // Given: a ledger that is told every fact, and one that is fed from the log.
    RandomFacts random = new RandomFacts(SEED);
    RoomLedger told = new RoomLedger();
    RoomLedger fed = new RoomLedger();
    KafkaFacts facts = new KafkaFacts(List.of(fed::apply), (_, time, sign) -> fed.pass(time, sign));

    // When
    for (int i = 0; i < 5_000; i++) {
      Fact fact = random.next();
      Instant received = RoomFacts.at(random.second());
      told.apply(fact, EventTime.of(fact, received));
      facts.take(record(FactMessages.bytes(fact), received));
    }

    // Then
    assertThat(fed.products()).as("seed %d", SEED).isEqualTo(told.products());
    assertThat(fed.minutes()).as("seed %d", SEED).isEqualTo(told.minutes());
    assertThat(fed.takings()).as("seed %d", SEED).isEqualTo(told.takings());
    assertThat(fed.leftOut()).as("seed %d", SEED).isEqualTo(told.leftOut());
    assertThat(fed.products()).as("seed %d", SEED).isNotEmpty();
  }

  @Test
  void shouldPassOverRecordsThatAreNoFact() {
    // Given
    RoomLedger ledger = new RoomLedger();
    KafkaFacts facts =
        new KafkaFacts(List.of(ledger::apply), (_, time, sign) -> ledger.pass(time, sign));

    // When
    facts.take(record(new byte[] {1, 2, 3}, RoomFacts.START));

    // Then
    assertThat(ledger.minutes()).isZero();
  }

  @Test
  void shouldBookAFactWhenTheFiguresDo() {
    // Given: by its client's clock it happened three seconds after it was sent.
    Instant received = RoomFacts.at(59);
    Fact ahead = RoomFacts.of("1", 3, "v", new Happening.Heartbeat()).sentAt(RoomFacts.at(0));
    List<Instant> booked = new ArrayList<>();
    KafkaFacts facts = new KafkaFacts(List.of(), (_, time, _) -> booked.add(time));

    // When
    facts.take(record(FactMessages.bytes(ahead), received));

    // Then: it lies in the next minute, there as here.
    assertThat(booked)
        .containsExactly(RoomFacts.at(62))
        .containsExactly(EventTime.of(ahead, received));
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value, Instant received) {
    return new ConsumerRecord<>(
        "facts",
        0,
        0,
        received.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
