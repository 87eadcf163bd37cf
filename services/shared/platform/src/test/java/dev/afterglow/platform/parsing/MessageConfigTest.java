package dev.afterglow.platform.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class MessageConfigTest {

  @Test
  void shouldKeepDefaultsWhenNothingIsSet() {
    // When
    MessageConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MessageConfig.class)
            .build()
            .getConfigMapping(MessageConfig.class);

    // Then
    assertThat(config.maxBytes()).isEqualTo(2 * 1024 * 1024);
  }
}
