package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.preflight.Check;
import org.junit.jupiter.api.Test;

/** What the running figures say of sound that comes before or after its picture. */
class FiguresTest {
  private final Figures figures = new Figures();

  @Test
  void shouldShowLateSoundWhenMostOfItIsInTime() {
    // Given: two of five pictures whose sound is a fifth of a second late
    for (int n = 0; n < 600; n++) {
      figures.skew(n % 5 < 2 ? -200 : 1);
    }

    // When
    Figures.Spread skew = figures.skewMs();

    // Then
    assertThat(skew.p1()).isEqualTo(-200);
    assertThat(skew.p50()).isEqualTo(1);
    assertThat(skew.p99()).isEqualTo(1);
    assertThat(skew.furthest()).isEqualTo(200);
    assertThat(Check.SKEW.good(Check.SKEW.worse(skew.p1(), skew.p99()))).isFalse();
  }

  @Test
  void shouldShowEarlySoundWhenMostOfItIsInTime() {
    // Given
    for (int n = 0; n < 600; n++) {
      figures.skew(n % 5 == 0 ? 45 : -1);
    }

    // When
    Figures.Spread skew = figures.skewMs();

    // Then: 45 ms early is worse than any that is late
    assertThat(Check.SKEW.worse(skew.p1(), skew.p99())).isEqualTo(45);
    assertThat(Check.SKEW.good(45)).isFalse();
  }

  @Test
  void shouldBeGoodWhenBothEndsAreWithinTheirLimits() {
    // Given: as far late as may be, and well within the other way
    for (int n = 0; n < 600; n++) {
      figures.skew(n % 2 == 0 ? -59 : 30);
    }

    // When
    Figures.Spread skew = figures.skewMs();

    // Then
    assertThat(Check.SKEW.worse(skew.p1(), skew.p99())).isEqualTo(-59);
    assertThat(Check.SKEW.good(-59)).isTrue();
  }
}
