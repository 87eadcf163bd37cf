package dev.afterglow.commerce.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log of facts in Kafka: appends in order, and tells when all replicas hold them. Bounded: past
 * {@code maxInFlight} unacknowledged facts an append waits.
 */
public final class FactLog implements AutoCloseable {
  /** Kafka does not take facts now. */
  public static final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }

    UnavailableException(String message) {
      super(message);
    }
  }

  /**
   * A fact for the log.
   *
   * @param roomId decides the partition
   * @param receivedMs when the service received it, milliseconds since the epoch
   * @param value the fact as a message
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  public record Entry(String roomId, long receivedMs, byte[] value) {}

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final int maxInFlight;
  private final Semaphore inFlight;
  private final Duration patience;

  /** A log over a producer; the producer is closed with it. */
  FactLog(Producer<String, byte[]> producer, String topic, int maxInFlight, Duration patience) {
    this.producer = producer;
    this.topic = topic;
    this.maxInFlight = maxInFlight;
    this.inFlight = new Semaphore(maxInFlight, true);
    this.patience = patience;
  }

  /** A log in Kafka. Connects when it is first used. */
  public static FactLog open(
      String bootstrapServers, String topic, int maxInFlight, Duration deliveryTimeout) {
    int half = Math.toIntExact(deliveryTimeout.toMillis() / 2);
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            2,
            ProducerConfig.BATCH_SIZE_CONFIG,
            131_072,
            // Half of the time for finding the broker, half for delivering to it.
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            half,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            half - 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            half);
    return new FactLog(
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()),
        topic,
        maxInFlight,
        deliveryTimeout);
  }

  /**
   * Appends facts in their order. Blocks while too many are in flight, or while Kafka cannot be
   * found; the future ends when Kafka holds all of them, or with {@link UnavailableException} when
   * one could not be delivered in time. Some may then be in the log: who sends them again loses and
   * doubles nothing, because source and id name a fact.
   *
   * @param entries at most 500
   */
  public CompletableFuture<Void> append(List<Entry> entries) throws InterruptedException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (entries.isEmpty()) {
      done.complete(null);
      return done;
    }
    if (!inFlight.tryAcquire(entries.size(), patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new UnavailableException("too many facts wait for Kafka");
    }
    AtomicInteger open = new AtomicInteger(entries.size());
    int sent = 0;
    try {
      for (Entry entry : entries) {
        // Kafka reports that it cannot be found through the callback, after having waited for it:
        // the rest would wait as long, one by one.
        if (done.isCompletedExceptionally()) {
          inFlight.release(entries.size() - sent);
          return done;
        }
        var _ = producer.send(record(entry), (_, failure) -> acknowledged(open, failure, done));
        sent++;
      }
    } catch (KafkaException e) {
      inFlight.release(entries.size() - sent);
      throw new UnavailableException("Kafka takes no facts", e);
    }
    return done;
  }

  private ProducerRecord<String, byte[]> record(Entry entry) {
    return new ProducerRecord<>(topic, null, entry.receivedMs(), entry.roomId(), entry.value());
  }

  private void acknowledged(
      AtomicInteger open, @Nullable Exception failure, CompletableFuture<Void> done) {
    inFlight.release();
    if (failure != null) {
      done.completeExceptionally(new UnavailableException("Kafka took no fact in time", failure));
    } else if (open.decrementAndGet() == 0) {
      done.complete(null);
    }
  }

  /** Facts that Kafka has not acknowledged. */
  public int inFlight() {
    return maxInFlight - inFlight.availablePermits();
  }

  @Override
  public void close() {
    producer.close(patience);
  }
}
