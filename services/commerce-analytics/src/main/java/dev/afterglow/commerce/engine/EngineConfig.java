package dev.afterglow.commerce.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How facts are folded. */
@ConfigMapping(prefix = "afterglow.commerce.engine")
public interface EngineConfig {
  /**
   * The consumer group and the prefix of the changelog, each with the version of the state behind
   * it. Another name, or a release that keeps its state otherwise, starts from the first fact
   * again, beside the old one.
   */
  @WithDefault("afterglow-commerce-analytics")
  String applicationId();

  /**
   * The name of this process among those of the application, kept over restarts, such as a pod's
   * name in a stateful set. With it a process that was killed is followed at once; without it Kafka
   * first waits for the dead one's session and transaction, which takes up to 20 s. No default,
   * because two processes of one name push each other out.
   */
  Optional<String> instanceId();

  /**
   * How often figures become committed. A quarter of a second keeps them fresh and costs one
   * transaction of about 30 ms each; shorter ones cost throughput.
   */
  @WithDefault("PT0.25S")
  Duration commitInterval();

  /** Stream threads. One folds more than a machine of two cores can be sent. */
  @WithDefault("1")
  @Min(1)
  @Max(64)
  int threads();

  /** Where Streams keeps its locks; state is in Kafka. Without it a folder is made and removed. */
  Optional<Path> stateFolder();

  /** Facts of a room among which a repeat is surely found; up to twice as many, 31 bytes each. */
  @WithDefault("2000000")
  @Min(1_000)
  @Max(16_000_000)
  int seenFacts();

  /**
   * What the rooms of this process may take of the heap together, MiB. Past it the engine stops,
   * the process reports itself as not alive, and the facts wait in Kafka; more heap, or more
   * processes to share the rooms, let it go on. Half of the heap where it is not set: the rest is
   * for Kafka's buffers, the dictionary of words and what is being answered.
   */
  Optional<@Min(1) Integer> mostStateMib();
}
