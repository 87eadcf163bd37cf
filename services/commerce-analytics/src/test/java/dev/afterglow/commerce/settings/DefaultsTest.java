package dev.afterglow.commerce.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.customer.SegmentConfig;
import dev.afterglow.commerce.economics.EconomicsConfig;
import dev.afterglow.commerce.engine.EngineConfig;
import dev.afterglow.commerce.intake.FactLogConfig;
import dev.afterglow.commerce.playbook.PlaybookConfig;
import dev.afterglow.commerce.show.ShowConfig;
import dev.afterglow.commerce.viewer.ViewerConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pins every default: changing one is a decision, not an accident. */
class DefaultsTest {
  private final SmallRyeConfig config =
      new SmallRyeConfigBuilder()
          .withMapping(EngineConfig.class)
          .withMapping(FactLogConfig.class)
          .withMapping(PlaybookConfig.class)
          .withMapping(ShowConfig.class)
          .withMapping(ViewerConfig.class)
          .withMapping(EconomicsConfig.class)
          .withMapping(SegmentConfig.class)
          .build();

  @Test
  void shouldFoldWithTheseDefaults() {
    // When
    EngineConfig engine = config.getConfigMapping(EngineConfig.class);

    // Then
    assertThat(engine.applicationId()).isEqualTo("afterglow-commerce-analytics");
    assertThat(engine.instanceId()).isEmpty();
    assertThat(engine.commitInterval()).isEqualTo(Duration.ofMillis(250));
    assertThat(engine.threads()).isEqualTo(1);
    assertThat(engine.stateFolder()).isEmpty();
    assertThat(engine.seenFacts()).isEqualTo(2_000_000);
    assertThat(engine.mostStateMib()).isEmpty();
  }

  @Test
  void shouldKeepFactsWithTheseDefaults() {
    // When
    FactLogConfig log = config.getConfigMapping(FactLogConfig.class);

    // Then
    assertThat(log.bootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(log.factsTopic()).isEqualTo("afterglow.facts.v1");
    assertThat(log.quarantineTopic()).isEqualTo("afterglow.facts.quarantine.v1");
    assertThat(log.lateTopic()).isEqualTo("afterglow.facts.late.v1");
    assertThat(log.partitions()).isEqualTo(4);
    assertThat(log.deliveryTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(log.maxInFlight()).isEqualTo(20_000);
  }

  @Test
  void shouldShareOutSalesWithTheseDefaults() {
    // When
    EconomicsConfig economics = config.getConfigMapping(EconomicsConfig.class);

    // Then
    assertThat(economics.commission()).isEqualTo(0.2);
    assertThat(economics.platformFee()).isEqualTo(0.05);
    assertThat(economics.currency()).isEqualTo("CNY");
    assertThat(economics.processorHourMinor()).isZero();
    assertThat(economics.deviceHourMinor()).isZero();
  }

  @Test
  void shouldKeepShowsWithTheseDefaults() {
    // When
    ShowConfig show = config.getConfigMapping(ShowConfig.class);

    // Then
    assertThat(show.quiet()).isEqualTo(Duration.ofMinutes(30));
    assertThat(show.look()).isEqualTo(Duration.ofMinutes(1));
    assertThat(show.fresh()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void shouldCallViewersAsToldByDefault() {
    // When
    ViewerConfig viewer = config.getConfigMapping(ViewerConfig.class);

    // Then
    assertThat(viewer.keyFile()).isEmpty();
    assertThat(viewer.look()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldTellOfCustomersWithTheseDefaults() {
    // When
    SegmentConfig customers = config.getConfigMapping(SegmentConfig.class);

    // Then
    assertThat(customers.segmentsTopic()).isEqualTo("afterglow.customers.segments.v1");
    assertThat(customers.partitions()).isEqualTo(4);
    assertThat(customers.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(customers.toldTopic()).isEqualTo("afterglow.customers.told.v1");
    assertThat(customers.audiencesTopic()).isEqualTo("afterglow.customers.audiences.v1");
    assertThat(customers.look()).isEqualTo(Duration.ofSeconds(10));
    assertThat(customers.patience()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void shouldTestPlaybooksWithTheseDefaults() {
    // When
    PlaybookConfig playbook = config.getConfigMapping(PlaybookConfig.class);

    // Then
    assertThat(playbook.topic()).isEqualTo("afterglow.playbooks.v1");
    assertThat(playbook.grossMargin()).isEqualTo(0.3);
    assertThat(playbook.discount()).isEqualTo(0.1);
    assertThat(playbook.slotLength()).isEqualTo(Duration.ofMinutes(5));
    assertThat(playbook.washout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(playbook.fewestMinutes()).isEqualTo(30);
    assertThat(playbook.lapse()).isEqualTo(Duration.ofMinutes(30));
    assertThat(playbook.settle()).isEqualTo(Duration.ofMinutes(2));
    assertThat(playbook.look()).isEqualTo(Duration.ofSeconds(30));
    assertThat(playbook.patience()).isEqualTo(Duration.ofSeconds(10));
  }
}
