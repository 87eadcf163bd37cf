package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandstillTest {
  @Test
  void shouldNoticeWhenNoPictureCameForSoManyLooks() {
    // Given
    Standstill watch = new Standstill(3);
    watch.at(7);

    // When
    boolean first = watch.at(7);
    boolean second = watch.at(7);
    boolean third = watch.at(7);

    // Then
    assertThat(first).isFalse();
    assertThat(second).isFalse();
    assertThat(third).isTrue();
  }

  @Test
  void shouldBeginAgainWhenAPictureComes() {
    // Given
    Standstill watch = new Standstill(2);
    watch.at(7);
    watch.at(7);

    // When
    boolean moved = watch.at(8);
    boolean still = watch.at(8);

    // Then
    assertThat(moved).isFalse();
    assertThat(still).isFalse();
  }
}
