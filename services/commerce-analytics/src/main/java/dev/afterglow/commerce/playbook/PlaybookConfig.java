package dev.afterglow.commerce.playbook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How playbooks are made and tested. */
@ConfigMapping(prefix = "afterglow.commerce.playbook")
public interface PlaybookConfig {
  /** The topic of playbooks' events, in this service's Kafka. One partition: its order decides. */
  @WithDefault("afterglow.playbooks.v1")
  String topic();

  /**
   * The share of a list price that is not the goods' cost. No fact tells it and no source for a
   * usual one can be trusted, so a shop must set its own; 0.3 only lets proposals be made.
   */
  @WithDefault("0.3")
  @DecimalMin("0.01")
  @DecimalMax("1")
  double grossMargin();

  /** By what share a slot's price is lower. A tenth is what viewers notice and margins bear. */
  @WithDefault("0.1")
  @DecimalMin("0.01")
  @DecimalMax("0.9")
  double discount();

  /** How long a slot is measured, whole minutes: five hold enough orders to compare. */
  @WithDefault("PT5M")
  Duration slotLength();

  /**
   * How long nothing is measured after a change, whole minutes. As long as a slot: orders are paid
   * some minutes after what set them off.
   */
  @WithDefault("PT5M")
  Duration washout();

  /** Minutes of figures before anything is proposed. */
  @WithDefault("30")
  @Min(1)
  @Max(1_440)
  int fewestMinutes();

  /** How long a proposal stands: figures of half an hour ago are another show's. */
  @WithDefault("PT30M")
  Duration lapse();

  /** How long after its end a slot is counted: late facts fold in for two minutes. */
  @WithDefault("PT2M")
  Duration settle();

  /** How often finished experiments are looked for when nobody asks. */
  @WithDefault("PT30S")
  Duration look();

  /** How long a call waits for Kafka and for what is still being read. */
  @WithDefault("PT10S")
  Duration patience();
}
