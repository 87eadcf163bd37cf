package dev.afterglow.commerce.intake;

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
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of facts, made where they are missing. They keep every record for ever: a replayed
 * show carries old times, and a topic that deletes by time would empty under its reader.
 *
 * @param bootstrapServers Kafka
 * @param facts the topic of facts
 * @param aside the topics of what does not count, each of one partition
 * @param partitions how many partitions the topic of facts gets when it is made
 */
public record FactTopics(
    String bootstrapServers, String facts, List<String> aside, int partitions) {
  /** Copies the topics. */
  public FactTopics {
    aside = List.copyOf(aside);
  }

  /**
   * Makes what is missing.
   *
   * @throws TimeoutException when Kafka does not answer in time
   * @throws ExecutionException when it refuses
   */
  public void ensure(Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) limit.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) limit.toMillis());
    Admin admin = Admin.create(config);
    try {
      Set<String> present = admin.listTopics().names().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      List<NewTopic> missing =
          Stream.concat(
                  Stream.of(topic(facts, partitions)), aside.stream().map(name -> topic(name, 1)))
              .filter(topic -> !present.contains(topic.name()))
              .toList();
      create(admin, missing, limit);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static void create(Admin admin, List<NewTopic> topics, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      admin.createTopics(topics).all().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // Another instance was faster, which is as good.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
  }
}
