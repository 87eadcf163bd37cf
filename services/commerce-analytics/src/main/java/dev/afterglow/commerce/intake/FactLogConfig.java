package dev.afterglow.commerce.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Where facts are kept. */
@ConfigMapping(prefix = "afterglow.commerce.log")
public interface FactLogConfig {
  /** Kafka, host:port, comma-separated. The default is a Kafka on this machine. */
  @WithDefault("127.0.0.1:9092")
  String bootstrapServers();

  /** The topic of facts. The version in the name lets a new layout stand beside the old one. */
  @WithDefault("afterglow.facts.v1")
  String factsTopic();

  /** Where facts go that contradict a known one. */
  @WithDefault("afterglow.facts.quarantine.v1")
  String quarantineTopic();

  /** Where facts go that come more than 24 hours after they happened; no figure counts them. */
  @WithDefault("afterglow.facts.late.v1")
  String lateTopic();

  /**
   * Partitions of the topic of facts when this service makes it; never changed afterwards, because
   * a room must stay where it is. Four feed four cores, and one machine does not need more.
   */
  @WithDefault("4")
  @Min(1)
  @Max(10_000)
  int partitions();

  /**
   * How long a fact may take until Kafka holds it, waiting for room included, before the call fails
   * with LOG_UNAVAILABLE. Ten seconds outlast a broker's restart and stay below a caller's
   * patience.
   */
  @WithDefault("PT10S")
  Duration deliveryTimeout();

  /**
   * Facts of all calls together that Kafka has not acknowledged. Past this, calls stop reading, and
   * gRPC slows their senders. 20,000 facts are about 4 MB and 20 ms of Kafka's time.
   */
  @WithDefault("20000")
  @Min(500)
  @Max(1_000_000)
  int maxInFlight();
}
