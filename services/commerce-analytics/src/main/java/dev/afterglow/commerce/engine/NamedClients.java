package dev.afterglow.commerce.engine;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's usual clients, but with transactional ids that stay the same over restarts of a named
 * instance. Streams makes up a new id with every process that keeps no state on disk; the
 * transaction that a killed process left open then holds its successor up until it times out. Under
 * the old name the successor ends that transaction at once.
 */
final class NamedClients implements KafkaClientSupplier {
  private final String name;

  /**
   * @param name application and instance, unique among the processes that run
   */
  NamedClients(String name) {
    this.name = name;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Map<String, Object> named = new HashMap<>(config);
    named.computeIfPresent(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, (_, id) -> name + thread(id.toString()));
    return new KafkaProducer<>(named, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The thread's number at the end of Streams' own id, with its dash. */
  private static String thread(String transactionalId) {
    return transactionalId.substring(transactionalId.lastIndexOf('-'));
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
