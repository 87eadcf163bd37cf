package dev.afterglow.registry.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StartChecksTest {

  @Test
  void shouldNameThePropertyWhenStrangersCouldReachASimulator() {
    // When // Then
    assertThatThrownBy(() -> StartChecks.refuseStrangers(true, "0.0.0.0"))
        .hasMessageContaining("afterglow.registry.allow-simulated");
  }

  @Test
  void shouldStartWhenOnlyThisMachineReachesIt() {
    // When // Then
    assertThatCode(() -> StartChecks.refuseStrangers(true, "127.0.0.1")).doesNotThrowAnyException();
    assertThatCode(() -> StartChecks.refuseStrangers(false, "0.0.0.0")).doesNotThrowAnyException();
  }
}
