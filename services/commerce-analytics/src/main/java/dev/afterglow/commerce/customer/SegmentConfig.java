package dev.afterglow.commerce.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What is told and kept of customers. */
@ConfigMapping(prefix = "afterglow.commerce.customers")
public interface SegmentConfig {
  /** The topic of changes of segments, in this service's Kafka; the key is the shop. */
  @WithDefault("afterglow.customers.segments.v1")
  String segmentsTopic();

  /** Partitions of that topic when this service makes it; a shop stays in one. */
  @WithDefault("4")
  @Min(1)
  @Max(10_000)
  int partitions();

  /**
   * How long a change is kept there. A week outlasts a reader's worst days; who comes later reads
   * the other topic, which has everybody's segment as it was told last.
   */
  @WithDefault("P7D")
  Duration retention();

  /** The topic of what was told last of each customer, compacted, of one partition. */
  @WithDefault("afterglow.customers.told.v1")
  String toldTopic();

  /** The topic of saved audiences, compacted, of one partition. */
  @WithDefault("afterglow.customers.audiences.v1")
  String audiencesTopic();

  /** How often segments are looked at. Campaigns are no matter of seconds. */
  @WithDefault("PT10S")
  Duration look();

  /** How long a call waits for Kafka and for what is still being read. */
  @WithDefault("PT10S")
  Duration patience();
}
