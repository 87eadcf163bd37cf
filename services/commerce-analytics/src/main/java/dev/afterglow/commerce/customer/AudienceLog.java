package dev.afterglow.commerce.customer;

import dev.afterglow.commerce.ledger.KafkaTail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Saved audiences in a compacted topic of one partition; each process reads all of it. */
final class AudienceLog implements AutoCloseable {
  /** Kafka takes no audience, or does not show those it has, now. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final String bootstrapServers;
  private final SegmentTopics topics;
  private final Duration patience;
  private final AudienceBook book;
  private @Nullable Open open;

  /** What speaks with Kafka; made when somebody first asks, because most shops never do. */
  private record Open(KafkaTail tail, KafkaProducer<String, byte[]> producer) {}

  AudienceLog(String bootstrapServers, SegmentTopics topics, Duration patience, AudienceBook book) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.patience = patience;
    this.book = book;
  }

  private synchronized Open open() {
    Open now = open;
    if (now == null) {
      now =
          new Open(
              new KafkaTail(bootstrapServers, topics.audiences(), record -> read(record, book)),
              producer());
      now.tail().start();
      open = now;
    }
    return now;
  }

  private KafkaProducer<String, byte[]> producer() {
    int ms = Math.toIntExact(patience.toMillis());
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ms,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            1 << 20,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ms,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ms),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void read(ConsumerRecord<byte[], byte[]> record, AudienceBook book) {
    SegmentLog.CustomerKey key =
        SegmentLog.CustomerKey.read(new String(record.key(), StandardCharsets.UTF_8));
    byte[] kept = record.value();
    book.apply(
        key.shopId(),
        UUID.fromString(key.pseudonym()),
        kept == null ? null : AudienceMessages.audience(key.shopId(), kept));
  }

  /** Everything that was saved up to now is in the book. */
  void catchUp() throws UnavailableException {
    try {
      topics.ensure(bootstrapServers, patience);
      open().tail().awaitEnd(patience);
    } catch (KafkaTail.BehindException | ExecutionException | TimeoutException e) {
      throw new UnavailableException("audiences are still being read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    }
  }

  void save(Audience audience) throws UnavailableException {
    append(audience.shopId(), audience.id(), AudienceMessages.bytes(audience));
  }

  void forget(String shopId, UUID id) throws UnavailableException {
    append(shopId, id, null);
  }

  private void append(String shopId, UUID id, byte @Nullable [] value) throws UnavailableException {
    String key = new SegmentLog.CustomerKey(shopId, id.toString()).text();
    try {
      RecordMetadata kept =
          open()
              .producer()
              .send(new ProducerRecord<>(topics.audiences(), key, value))
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      open().tail().await(kept.partition(), kept.offset() + 1, patience);
    } catch (KafkaTail.BehindException | ExecutionException | TimeoutException | KafkaException e) {
      throw new UnavailableException("Kafka took no audience in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    }
  }

  @Override
  public synchronized void close() {
    Open now = open;
    if (now != null) {
      now.tail().close();
      now.producer().close(Duration.ofSeconds(1));
    }
  }
}
