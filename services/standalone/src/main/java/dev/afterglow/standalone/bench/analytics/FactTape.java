package dev.afterglow.standalone.bench.analytics;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.standalone.facts.SyntheticFacts;
import dev.afterglow.standalone.infra.KafkaServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Synthetic shows, told to the log as if each fact came in when it happened. */
final class FactTape implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final List<String> rooms = new ArrayList<>();
  private final List<SyntheticFacts> shows = new ArrayList<>();
  private final Instant end;
  private final Instant start;
  private Instant told;

  FactTape(String servers, int rooms, Instant now) {
    this.end = now;
    // Long enough for any run; a show tells about twelve facts a second.
    this.start = now.minus(Duration.ofHours(20));
    this.told = start;
    for (int i = 0; i < rooms; i++) {
      String room = new UUID(1, i).toString();
      this.rooms.add(room);
      shows.add(new SyntheticFacts(room, i, start));
    }
    producer = producer(servers);
  }

  private static KafkaProducer<String, byte[]> producer(String servers) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  String room(int i) {
    return rooms.get(i);
  }

  /** The next facts of all shows, in order of time within each, at least so many. */
  List<ProducerRecord<String, byte[]>> next(int most) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    while (records.size() < most) {
      told = told.plusSeconds(10);
      if (told.isAfter(end)) {
        throw new IllegalStateException("the shows are too short for so many facts");
      }
      for (SyntheticFacts show : shows) {
        show.due(told).forEach(fact -> records.add(record(fact)));
      }
    }
    return records;
  }

  private static ProducerRecord<String, byte[]> record(Fact fact) {
    long received = Timestamps.toMillis(fact.getOccurTime());
    return new ProducerRecord<>(
        KafkaServer.FACTS, null, received, fact.getRoomId(), fact.toByteArray());
  }

  /** Tells records and waits until Kafka holds them. */
  void tell(List<ProducerRecord<String, byte[]>> records) {
    for (ProducerRecord<String, byte[]> record : records) {
      tell(record);
    }
    producer.flush();
  }

  /** Tells a record without waiting. */
  void tell(ProducerRecord<String, byte[]> record) {
    // A lost fact also shows as facts that are never folded, which ends the run.
    var _ =
        producer.send(
            record,
            (place, failure) -> {
              if (failure != null) {
                System.err.println("a fact was lost: " + failure.getMessage());
              }
            });
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
