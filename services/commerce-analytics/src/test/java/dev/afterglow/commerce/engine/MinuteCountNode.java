package dev.afterglow.commerce.engine;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/**
 * The bare comparison: Kafka Streams counts the same topic by room and minute, exactly once, in
 * memory with a changelog, and does nothing else. The bench runs it in a JVM of its own.
 */
public final class MinuteCountNode {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(2);
  private static final long CACHE_BYTES = 16 << 20;

  private MinuteCountNode() {}

  /** Takes the servers, the topic, how many records warm up and how many there are in all. */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    long warm = Long.parseLong(arguments[2]);
    long all = Long.parseLong(arguments[3]);
    AtomicLong seen = new AtomicLong();
    AtomicLong warmCpu = new AtomicLong();
    AtomicLong endCpu = new AtomicLong();
    CountDownLatch over = new CountDownLatch(1);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(arguments[1], Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .peek(
            (room, fact) -> {
              long now = seen.incrementAndGet();
              if (now == warm) {
                warmCpu.set(cpuNs());
              }
              if (now == all) {
                endCpu.set(cpuNs());
                over.countDown();
              }
            })
        .groupByKey(Grouped.with(Serdes.String(), Serdes.ByteArray()))
        .windowedBy(TimeWindows.ofSizeWithNoGrace(MINUTE))
        .count(
            Materialized.<String, Long>as(
                    Stores.inMemoryWindowStore("minutes", KEPT, MINUTE, false))
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()));
    try (KafkaStreams streams = new KafkaStreams(builder.build(), settings(arguments[0]))) {
      streams.start();
      over.await();
      double seconds = (endCpu.get() - warmCpu.get()) / 1e9;
      System.out.println(String.format(Locale.ROOT, "%.1f", (all - warm) / seconds));
      streams.close(Duration.ofSeconds(10));
    }
  }

  private static long cpuNs() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Properties settings(String servers) throws java.io.IOException {
    Properties settings = new Properties();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "afterglow-bench-count");
    settings.put(
        StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory("afterglow-count").toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    return settings;
  }
}
