package dev.afterglow.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class AuthConfigTest {

  @Test
  void shouldKeepDefaultsWhenNothingIsSet() {
    // When
    AuthConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(AuthConfig.class)
            .build()
            .getConfigMapping(AuthConfig.class);

    // Then
    assertThat(config.serviceTokenFile()).isEmpty();
    assertThat(config.allowAnonymous()).isFalse();
  }
}
