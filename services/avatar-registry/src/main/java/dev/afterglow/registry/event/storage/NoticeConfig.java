package dev.afterglow.registry.event.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set of the events that the registry puts into Kafka. */
@ConfigMapping(prefix = "afterglow.registry.events")
public interface NoticeConfig {

  /**
   * Kafka, host:port, comma-separated. Without it nothing is told and nothing is kept to be told:
   * whoever wants to know then watches leases and reads the log. Events of before are not told when
   * it is set later.
   */
  Optional<String> bootstrapServers();

  /**
   * A file of further settings for the clients of Kafka, as Kafka's own tools take it (key=value):
   * how they prove themselves, and whom they trust. It may hold secrets, so it is read from a file
   * alone.
   */
  Optional<Path> clientFile();

  /** The topic. The version in the name lets a new layout stand beside the old one. */
  @WithDefault("afterglow.registry.events.v1")
  String topic();

  /**
   * Partitions of the topic when the registry makes it; events about one thing stay in one. Four
   * feed four readers of a kind, and state changes are few.
   */
  @WithDefault("4")
  @Min(1)
  @Max(1_000)
  int partitions();

  /**
   * How long the topic keeps events when the registry makes it. A week outlasts a reader's bad
   * weekend, and the random ids of people who are erased are gone from it after that.
   */
  @WithDefault("7d")
  Duration retention();

  /**
   * How often waiting events are looked for. With 200 ms an event is with its readers well within a
   * second, for one small query a round while nothing happens.
   */
  @WithDefault("200ms")
  Duration every();

  /**
   * How long one sending may take before it counts as failed. Ten seconds outlast the election of a
   * partition's leader.
   */
  @WithDefault("10s")
  Duration deliveryTimeout();

  /**
   * The longest pause between two tries while Kafka is away; the first is {@code every}, and each
   * is twice the one before.
   */
  @WithDefault("30s")
  Duration longestPause();

  /**
   * How many events of one sending, 1 to 5,000, one of each thing at most. Five hundred are some
   * 100 KiB.
   */
  @WithDefault("500")
  @Min(1)
  @Max(5_000)
  int batch();

  /**
   * How many events may wait for Kafka, 1,000 or more. Past it the oldest are thrown away, and
   * every reader is told how many are missing: no change of state is ever refused because Kafka is
   * away. A million are some 250 MB in Postgres and, at ten changes a second, a day.
   */
  @WithDefault("1000000")
  @Min(1_000)
  long maxWaiting();
}
