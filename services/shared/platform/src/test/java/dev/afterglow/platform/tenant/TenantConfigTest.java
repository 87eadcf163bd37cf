package dev.afterglow.platform.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class TenantConfigTest {

  @Test
  void shouldKeepDefaultsWhenNothingIsSet() {
    // When
    TenantConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(TenantConfig.class)
            .build()
            .getConfigMapping(TenantConfig.class);

    // Then
    assertThat(config.name()).isEqualTo("default");
    assertThat(config.required()).isFalse();
  }
}
