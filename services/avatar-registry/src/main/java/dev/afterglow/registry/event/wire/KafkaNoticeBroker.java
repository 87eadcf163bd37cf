package dev.afterglow.registry.event.wire;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.event.Notice;
import dev.afterglow.registry.event.NoticeBroker;
import dev.afterglow.registry.event.NoticeGap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic in Kafka. The topic is made where it is missing. Whatever fails closes the producer, so
 * that nothing of a failed sending comes later than what is sent after it.
 */
public final class KafkaNoticeBroker implements NoticeBroker {
  private static final Log LOG = Log.of(KafkaNoticeBroker.class);

  private final Topic topic;
  private final Map<String, Object> client;
  private final Duration patience;
  private volatile @Nullable KafkaProducer<String, byte[]> producer;
  private boolean made;

  /**
   * The topic.
   *
   * @param name what it is called
   * @param partitions how many it gets when it is made here
   * @param retention how long it keeps events when it is made here
   */
  public record Topic(String name, int partitions, Duration retention) {}

  /**
   * A broker that is asked for the first time when something is sent.
   *
   * @param client what every client of this Kafka is told: addresses, and how to prove itself
   * @param patience how long one sending may take
   */
  public KafkaNoticeBroker(Topic topic, Map<String, Object> client, Duration patience) {
    this.topic = topic;
    this.client = Map.copyOf(client);
    this.patience = patience;
  }

  @Override
  public synchronized Set<Long> send(List<Notice> notices) throws InterruptedException {
    if (!isThere()) {
      return Set.of();
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Notice notice : notices) {
      Optional<Future<RecordMetadata>> under =
          begin(new ProducerRecord<>(topic.name(), notice.key(), NoticeMessages.bytes(notice)));
      if (under.isEmpty()) {
        break;
      }
      sent.add(under.get());
    }
    Set<Long> kept = new HashSet<>();
    for (int i = 0; i < sent.size(); i++) {
      if (isKept(sent.get(i))) {
        kept.add(notices.get(i).sequence());
      }
    }
    if (kept.size() < notices.size()) {
      close();
    }
    return kept;
  }

  @Override
  public synchronized boolean send(NoticeGap gap) throws InterruptedException {
    if (!isThere()) {
      return false;
    }
    byte[] message = NoticeMessages.bytes(gap);
    boolean all = true;
    for (int partition : partitions()) {
      Optional<Future<RecordMetadata>> under =
          begin(new ProducerRecord<>(topic.name(), partition, gap.tenant() + "/", message));
      all = all && under.isPresent() && isKept(under.get());
    }
    if (!all) {
      close();
    }
    return all;
  }

  private List<Integer> partitions() {
    return producer().partitionsFor(topic.name()).stream().map(PartitionInfo::partition).toList();
  }

  /** Empty once Kafka cannot be found: each further record would wait as long for it. */
  private Optional<Future<RecordMetadata>> begin(ProducerRecord<String, byte[]> record)
      throws InterruptedException {
    try {
      Future<RecordMetadata> under = producer().send(record);
      return under.isDone() && !isKept(under) ? Optional.empty() : Optional.of(under);
    } catch (KafkaException e) {
      report(e);
      return Optional.empty();
    }
  }

  private boolean isKept(Future<RecordMetadata> under) throws InterruptedException {
    try {
      under.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      report(e);
      return false;
    }
  }

  private static void report(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    LOG.debug("Kafka took no event", LogKey.EXCEPTION.is(cause.getClass().getSimpleName()));
  }

  private KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  private Map<String, Object> settings() {
    // Half of the time for finding Kafka, half for delivering to it.
    int half = Math.toIntExact(patience.toMillis() / 2);
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, half);
    return settings;
  }

  private boolean isThere() throws InterruptedException {
    if (made) {
      return true;
    }
    int limit = Math.toIntExact(patience.toMillis() / 2);
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit);
    Admin admin = Admin.create(settings);
    try {
      Set<String> names = admin.listTopics().names().get(limit, TimeUnit.MILLISECONDS);
      if (!names.contains(topic.name())) {
        make(admin, limit);
      }
      made = true;
    } catch (ExecutionException | TimeoutException e) {
      report(e);
    } finally {
      admin.close(Duration.ZERO);
    }
    return made;
  }

  private void make(Admin admin, int limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    NewTopic wanted =
        new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis())));
    try {
      admin.createTopics(List.of(wanted)).all().get(limit, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // Another replica was faster, which is as good.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    KafkaProducer<String, byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }
}
