package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaptureTimesTest {
  private final CaptureTimes times = new CaptureTimes();

  @Test
  void shouldGiveEachItsOwnWhenTheEncoderHoldsSome() {
    // Given
    times.put(3_000, 11);
    times.put(6_000, 22);
    times.put(9_000, 33);

    // When, Then
    assertThat(times.take(3_000)).isEqualTo(11);
    assertThat(times.take(9_000)).isEqualTo(33);
    assertThat(times.take(6_000)).isEqualTo(22);
  }

  @Test
  void shouldSayNothingWhenNothingWasCaptured() {
    assertThat(times.take(0)).isZero();
    assertThat(times.take(3_000)).isZero();
  }

  @Test
  void shouldForgetTheOldestWhenHoursHavePassed() {
    for (int i = 1; i <= 100_000; i++) {
      times.put(3_000L * i, i);
    }

    assertThat(times.take(3_000L * 100_000)).isEqualTo(100_000);
    assertThat(times.take(3_000L)).isZero();
  }
}
