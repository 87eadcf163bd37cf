package dev.afterglow.commerce.customer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of customers, made where they are missing.
 *
 * @param changes the topic of changes of segments
 * @param partitions how many partitions it gets
 * @param retention how long it keeps a change
 * @param told the compacted topic of what was told last
 * @param audiences the compacted topic of saved rules
 */
record SegmentTopics(
    String changes, int partitions, Duration retention, String told, String audiences) {
  static SegmentTopics of(SegmentConfig config) {
    return new SegmentTopics(
        config.segmentsTopic(),
        config.partitions(),
        config.retention(),
        config.toldTopic(),
        config.audiencesTopic());
  }

  /**
   * Makes what is missing.
   *
   * @throws TimeoutException when Kafka does not answer in time
   * @throws ExecutionException when it refuses
   */
  void ensure(String bootstrapServers, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    long ms = limit.toMillis();
    Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    try {
      Set<String> present = admin.listTopics().names().get(ms, TimeUnit.MILLISECONDS);
      List<NewTopic> missing =
          Stream.of(
                  topic(changes, partitions, kept()),
                  topic(told, 1, compacted()),
                  topic(audiences, 1, compacted()))
              .filter(topic -> !present.contains(topic.name()))
              .toList();
      admin.createTopics(missing).all().get(ms, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // Another process was faster, which is as good.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private Map<String, String> kept() {
    return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
  }

  private static Map<String, String> compacted() {
    return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }
}
