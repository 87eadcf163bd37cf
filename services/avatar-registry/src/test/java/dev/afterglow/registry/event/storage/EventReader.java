package dev.afterglow.registry.event.storage;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.afterglow.api.registry.v1.RegistryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all of a topic of events, from its beginning, as any reader would. */
public final class EventReader implements AutoCloseable {
  private static final long LIMIT_S = 60;

  private final KafkaConsumer<String, byte[]> consumer;
  private final String topic;
  private final Set<Integer> assigned = new HashSet<>();
  private final List<Read> all = new ArrayList<>();

  /** An event as it came. */
  @SuppressWarnings("ArrayRecordComponent") // looked into, never compared
  public record Read(String key, int partition, RegistryEvent event, byte[] bytes) {}

  public EventReader(String bootstrapServers, String topic) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Reads on until what was read is enough; all of it, in the order of each partition. */
  public List<Read> until(Predicate<List<Read>> enough) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
    while (!enough.test(all)) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not enough events came: " + all.size());
      }
      assign();
      if (!assigned.isEmpty()) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> all.add(read(record)));
      }
    }
    return List.copyOf(all);
  }

  /** The topic is made when the first event is sent. */
  private void assign() {
    if (!assigned.isEmpty()) {
      return;
    }
    List<PartitionInfo> found =
        consumer.listTopics(Duration.ofSeconds(10)).getOrDefault(topic, List.of());
    found.forEach(it -> assigned.add(it.partition()));
    List<TopicPartition> partitions =
        assigned.stream().map(it -> new TopicPartition(topic, it)).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static Read read(ConsumerRecord<String, byte[]> record) {
    try {
      return new Read(
          record.key(),
          record.partition(),
          RegistryEvent.parseFrom(record.value()),
          record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("an event that is none", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
