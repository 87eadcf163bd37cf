package dev.afterglow.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {

  @Test
  void shouldHaveTheDocumentedDefaultsWhenNothingIsSet() {
    // When
    RegistryConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(RegistryConfig.class)
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(RegistryConfig.class);

    // Then
    assertThat(config.assetFolder()).isEqualTo(Path.of("data/registry/assets"));
    assertThat(config.keyFolder()).isEmpty();
    assertThat(config.allowSimulated()).isFalse();
    assertThat(config.reverifyAfter()).isEqualTo(Duration.ofDays(365));
    assertThat(config.leasePoll()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.leaseHeartbeat()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.maxUploads()).isEqualTo(8);
  }
}
