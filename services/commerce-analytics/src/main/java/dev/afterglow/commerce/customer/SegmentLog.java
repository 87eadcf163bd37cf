package dev.afterglow.commerce.customer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Tells changes of segments, exactly once, by one process of all that try. For one thread.
 *
 * <p>Of those that try, the consumer group of the topic of what was told gives its one partition to
 * one. That one first takes the transactions' name, which ends whatever another left open and
 * fences it off for good, and then reads what was told. Each change and what was told with it are
 * one transaction, so both are there or neither, whenever a process dies.
 */
final class SegmentLog implements AutoCloseable {
  private static final String GROUP_SUFFIX = "-segments";
  private static final int MOST_AT_ONCE = 5_000;
  private static final Duration POLL = Duration.ofMillis(100);

  private final SegmentTopics topics;
  private final KafkaConsumer<String, byte[]> member;
  private final KafkaProducer<String, byte[]> producer;
  private boolean leads;

  /**
   * One that does not lead yet.
   *
   * @param applicationId what the group and the transactions are named after
   * @param instanceId the name of this process among those of the application; empty = none
   */
  SegmentLog(
      String bootstrapServers, String applicationId, String instanceId, SegmentTopics topics) {
    this.topics = topics;
    String group = applicationId + GROUP_SUFFIX;
    this.member =
        new KafkaConsumer<>(
            consumer(bootstrapServers, group, instanceId),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(
            producer(bootstrapServers, group), new StringSerializer(), new ByteArraySerializer());
    member.subscribe(List.of(topics.told()), leading());
  }

  private static Map<String, Object> consumer(String servers, String group, String instanceId) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    if (!instanceId.isEmpty()) {
      config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    }
    return config;
  }

  private static Map<String, Object> producer(String servers, String group) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        servers,
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        group,
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        10_000,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        4 << 20,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4");
  }

  private ConsumerRebalanceListener leading() {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> given) {
        leads |= !given.isEmpty();
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> taken) {
        leads &= taken.isEmpty();
      }
    };
  }

  /** Whether this process is the one that tells; asks Kafka, for a moment. */
  boolean leads() {
    for (ConsumerRecord<String, byte[]> _ : member.poll(POLL)) {
      // What this process told itself; what others told was read when the lead was taken.
    }
    return leads;
  }

  /** Takes the lead that was given: fences off who had it, and reads what was told. */
  ToldSegments takeOver() {
    producer.initTransactions();
    ToldSegments told = new ToldSegments();
    List<TopicPartition> only = List.copyOf(member.assignment());
    member.seekToBeginning(only);
    Map<TopicPartition, Long> ends = member.endOffsets(only);
    while (only.stream().anyMatch(it -> member.position(it) < ends.getOrDefault(it, 0L))) {
      for (ConsumerRecord<String, byte[]> record : member.poll(POLL)) {
        read(told, record);
      }
    }
    return told;
  }

  private static void read(ToldSegments told, ConsumerRecord<String, byte[]> record) {
    CustomerKey key = CustomerKey.read(record.key());
    if (record.value() == null) {
      told.forget(key.shopId(), key.pseudonym());
    } else if (key.pseudonym().isEmpty()) {
      told.toldUpTo(key.shopId(), SegmentMessages.change(record.value()).sequence());
    } else {
      told.told(SegmentMessages.change(record.value()));
    }
  }

  /**
   * Tells changes of one shop in their order, and notes in {@code told} what Kafka has for good.
   */
  void tell(List<SegmentChange> changes, ToldSegments told) {
    for (int from = 0; from < changes.size(); from += MOST_AT_ONCE) {
      List<SegmentChange> some =
          changes.subList(from, Math.min(from + MOST_AT_ONCE, changes.size()));
      producer.beginTransaction();
      some.forEach(this::send);
      SegmentChange last = some.getLast();
      // The place in the sequence outlives the customer who was last in it, and names nobody.
      note(last.shopId(), "", SegmentMessages.place(last.shopId(), last.sequence()));
      producer.commitTransaction();
      some.forEach(told::told);
    }
  }

  private void send(SegmentChange change) {
    byte[] value = SegmentMessages.bytes(change);
    // What goes wrong with one of them comes out of the commit.
    var _ = producer.send(new ProducerRecord<>(topics.changes(), change.shopId(), value));
    note(change.shopId(), change.pseudonym(), change.to().isEmpty() ? null : value);
  }

  private void note(String shopId, String pseudonym, byte @Nullable [] value) {
    String key = new CustomerKey(shopId, pseudonym).text();
    var _ = producer.send(new ProducerRecord<>(topics.told(), key, value));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    member.close();
  }

  /** Who a record of the told topic is about; of an empty pseudonym, the shop itself. */
  record CustomerKey(String shopId, String pseudonym) {
    /** The shop's length tells where it ends, whatever letters it has. */
    String text() {
      return shopId.length() + ":" + shopId + pseudonym;
    }

    static CustomerKey read(String text) {
      int colon = text.indexOf(':');
      int end = colon + 1 + Integer.parseInt(text.substring(0, colon));
      return new CustomerKey(text.substring(colon + 1, end), text.substring(end));
    }
  }
}
