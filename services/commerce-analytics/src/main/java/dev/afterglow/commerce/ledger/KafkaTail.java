package dev.afterglow.commerce.ledger;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a whole topic from its first record on and goes on reading: every process that runs one
 * sees every record, each partition in its order. Where Kafka goes away it waits and goes on at the
 * record where it was.
 */
public final class KafkaTail implements AutoCloseable {
  /** The end was not reached in time. */
  public static final class BehindException extends Exception {
    private static final long serialVersionUID = 1L;

    BehindException(String message) {
      super(message);
    }
  }

  private static final Log LOG = Log.of(KafkaTail.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final String bootstrapServers;
  private final String topic;
  private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Admin admin;
  private final Thread thread;
  private volatile BooleanSupplier first = () -> true;
  private volatile boolean closed;

  /**
   * A tail that does not read yet.
   *
   * @param reader takes each record; what it throws ends the reading of that record alone
   */
  public KafkaTail(
      String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.reader = reader;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.thread = Thread.ofPlatform().daemon().name("tail-" + topic).unstarted(this::run);
  }

  /** Starts reading, in a thread of its own; the topic may come later. */
  public void start() {
    thread.start();
  }

  /**
   * Starts reading as soon as something else is done, which needs the processor more; after a
   * minute in any case.
   */
  public void startAfter(BooleanSupplier done) {
    first = done;
    thread.start();
  }

  private void awaitFirst() {
    long limit = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!closed && !first.getAsBoolean() && System.nanoTime() - limit < 0) {
      pause(POLL);
    }
  }

  private void run() {
    awaitFirst();
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        read(consumer);
      } catch (KafkaException e) {
        LOG.warn(
            "topic cannot be read now",
            LogKey.TOPIC.is(topic),
            LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
        pause();
      } catch (RuntimeException e) {
        // Whatever it was, who waits for this topic waits for this thread.
        LOG.error("topic cannot be read", e, LogKey.TOPIC.is(topic));
        pause();
      }
    }
  }

  /** Whether it reads, or is going to when Kafka answers; false where its thread has ended. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, nextOf(partition));
    }
    while (!closed && !partitions.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        read(record);
      }
    }
    if (partitions.isEmpty()) {
      pause();
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<PartitionInfo> found = consumer.listTopics().get(topic);
    return found == null
        ? List.of()
        : found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    try {
      reader.accept(record);
    } catch (RuntimeException e) {
      LOG.error(
          "record cannot be read and is passed over",
          e,
          LogKey.TOPIC.is(topic),
          LogKey.PARTITION.is(record.partition()),
          LogKey.OFFSET.is(record.offset()));
    }
    synchronized (next) {
      next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
      next.notifyAll();
    }
  }

  private long nextOf(TopicPartition partition) {
    synchronized (next) {
      return next.getOrDefault(partition, 0L);
    }
  }

  private static void pause() {
    pause(PAUSE);
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until everything is read that was in the topic when this was called.
   *
   * @throws BehindException when that takes longer than the limit, or Kafka does not answer
   */
  public void awaitEnd(Duration limit) throws BehindException {
    Map<TopicPartition, Long> ends;
    try {
      ends = ends(limit);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new BehindException("the end of " + topic + " cannot be asked for");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BehindException("interrupted");
    }
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      await(end.getKey(), end.getValue(), limit);
    }
  }

  private Map<TopicPartition, Long> ends(Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    long ms = limit.toMillis();
    TopicDescription described =
        admin
            .describeTopics(List.of(topic))
            .allTopicNames()
            .get(ms, TimeUnit.MILLISECONDS)
            .get(topic);
    if (described == null) {
      throw new TimeoutException("the topic is not there");
    }
    Map<TopicPartition, OffsetSpec> latest =
        described.partitions().stream()
            .collect(
                Collectors.toMap(
                    info -> new TopicPartition(topic, info.partition()), _ -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get(ms, TimeUnit.MILLISECONDS)
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /**
   * Waits until a partition is read up to an offset, exclusive.
   *
   * @throws BehindException when that takes longer than the limit
   */
  public void await(int partition, long offset, Duration limit) throws BehindException {
    await(new TopicPartition(topic, partition), offset, limit);
  }

  private void await(TopicPartition partition, long offset, Duration limit) throws BehindException {
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (next) {
      while (next.getOrDefault(partition, 0L) < offset) {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (leftMs <= 0) {
          throw new BehindException(topic + " is still being read");
        }
        try {
          next.wait(leftMs);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new BehindException("interrupted");
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      // A poll ends by itself, and an interrupted consumer complains of its own closing.
      thread.join(PAUSE.plus(POLL));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close(Duration.ZERO);
  }
}
