package dev.afterglow.capture.liveness.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.wire.RealRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class LivenessConfigTest {
  @Inject LivenessConfig config;

  @Test
  void shouldHaveTheseDefaultsWhenNothingIsSet() {
    assertThat(config.settings()).isEqualTo(LivenessSettings.DEFAULTS);
    assertThat(config.enforce()).isTrue();
    assertThat(config.challenge()).isTrue();
    assertThat(config.challengeInterval()).hasMinutes(8);
    assertThat(config.challengeSpacing()).hasSeconds(20);
    assertThat(config.unanswerable()).isEqualTo(Unanswerable.JUDGE);
    assertThat(config.fingerprintLife()).hasDays(7);
  }
}
