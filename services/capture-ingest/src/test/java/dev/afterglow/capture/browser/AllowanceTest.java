package dev.afterglow.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {

  @Test
  void shouldTakeTwoSecondsAtOnceAndThenNoMoreWhenMessagesCome() {
    // Given
    Allowance allowance = new Allowance(100, 1_000_000, 0);

    // When
    int taken = 0;
    while (allowance.take(10, 0)) {
      taken++;
    }

    // Then
    assertThat(taken).isEqualTo(200);
    assertThat(allowance.take(10, 9_000)).as("after 9 ms").isFalse();
    assertThat(allowance.take(10, 11_000)).as("after 11 ms").isTrue();
  }

  @Test
  void shouldCountBytesWhenMessagesAreFewAndLarge() {
    // Given
    Allowance allowance = new Allowance(100, 1_000, 0);

    // When
    boolean first = allowance.take(2_000, 0);

    // Then
    assertThat(first).isTrue();
    assertThat(allowance.take(500, 400_000)).as("after 0.4 s").isFalse();
    assertThat(allowance.take(500, 500_000)).as("after 0.5 s").isTrue();
  }

  @Test
  void shouldGainNothingWhenTheClockStepsBack() {
    // Given
    Allowance allowance = new Allowance(1, 1_000, 1_000_000);
    allowance.take(1, 1_000_000);
    allowance.take(1, 1_000_000);

    // When
    boolean more = allowance.take(1, 0);

    // Then
    assertThat(more).isFalse();
  }
}
