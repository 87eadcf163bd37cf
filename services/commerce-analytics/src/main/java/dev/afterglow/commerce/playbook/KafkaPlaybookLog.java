package dev.afterglow.commerce.playbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.afterglow.commerce.ledger.KafkaTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The events in a topic of one partition that keeps them for ever, as JSON. */
final class KafkaPlaybookLog implements PlaybookLog, AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private final String bootstrapServers;
  private final String topic;
  private final Duration patience;
  private final KafkaTail tail;
  private final KafkaProducer<String, byte[]> producer;
  private boolean made;

  KafkaPlaybookLog(String bootstrapServers, String topic, Duration patience, PlaybookBook book) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.patience = patience;
    this.tail = new KafkaTail(bootstrapServers, topic, record -> book.apply(read(record)));
    int ms = Math.toIntExact(patience.toMillis());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                ms,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ms,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                ms),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void start() {
    tail.start();
  }

  static byte[] bytes(PlaybookEvent event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PlaybookEvent event(byte[] bytes) {
    try {
      return JSON.readValue(bytes, PlaybookEvent.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlaybookEvent read(ConsumerRecord<byte[], byte[]> record) {
    return event(record.value());
  }

  @Override
  public void append(PlaybookEvent event) {
    ensure();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, event.playbookId().toString(), bytes(event));
    try {
      RecordMetadata kept = producer.send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      tail.await(kept.partition(), kept.offset() + 1, patience);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new UnavailableException("Kafka took no event in time", e);
    } catch (KafkaTail.BehindException e) {
      throw new UnavailableException("the event is kept and not read back yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted");
    }
  }

  @Override
  public void catchUp() {
    ensure();
    try {
      tail.awaitEnd(patience);
    } catch (KafkaTail.BehindException e) {
      throw new UnavailableException("the events are still being read", e);
    }
  }

  private synchronized void ensure() {
    if (made) {
      return;
    }
    long ms = patience.toMillis();
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      if (!admin.listTopics().names().get(ms, TimeUnit.MILLISECONDS).contains(topic)) {
        create(admin, ms);
      }
      made = true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new UnavailableException("Kafka does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted");
    }
  }

  private void create(Admin admin, long ms)
      throws InterruptedException, ExecutionException, TimeoutException {
    NewTopic one =
        new NewTopic(topic, Optional.of(1), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1"));
    try {
      admin.createTopics(List.of(one)).all().get(ms, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // Another process was faster, which is as good.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    tail.close();
    producer.close(Duration.ofSeconds(1));
  }
}
