package dev.afterglow.commerce.engine;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' own settings. */
final class StreamsProperties {
  private StreamsProperties() {}

  static Properties of(EngineSettings settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateFolder().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    properties.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    // What is restored goes from its record into a room: few large answers, not many small ones.
    properties.put(restoring(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 20_000);
    properties.put(restoring(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
    properties.put(restoring(ConsumerConfig.RECEIVE_BUFFER_CONFIG), 1 << 20);
    // A killed member is gone after 6 s, the least that a broker allows by default.
    properties.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    properties.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    if (!settings.instanceId().isEmpty()) {
      properties.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
    }
    properties.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    // A commit of all rooms is some megabytes; the default of 32 MiB would never be given back.
    properties.put(producer(ProducerConfig.BUFFER_MEMORY_CONFIG), 8 << 20);
    // What a killed process left open blocks its successor no longer than this.
    properties.put(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
    return properties;
  }

  private static String consumer(String name) {
    return StreamsConfig.consumerPrefix(name);
  }

  private static String restoring(String name) {
    return StreamsConfig.restoreConsumerPrefix(name);
  }

  private static String producer(String name) {
    return StreamsConfig.producerPrefix(name);
  }
}
