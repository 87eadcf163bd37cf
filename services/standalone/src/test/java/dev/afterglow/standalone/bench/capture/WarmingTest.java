package dev.afterglow.standalone.bench.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmingTest {
  private static final double STRETCH_S = 10;

  @Test
  void shouldWaitWhenTheCostStillFalls() {
    // Given
    Warming warming = new Warming(20, 300);

    // When
    warming.took(STRETCH_S, 8);
    warming.took(STRETCH_S, 7);
    warming.took(STRETCH_S, 6);

    // Then
    assertThat(warming.isWarm()).isFalse();
  }

  @Test
  void shouldBeWarmWhenTheCostFallsNoFurther() {
    // Given
    Warming warming = new Warming(20, 300);

    // When
    warming.took(STRETCH_S, 8);
    warming.took(STRETCH_S, 6);
    warming.took(STRETCH_S, 5.9);

    // Then
    assertThat(warming.isWarm()).isTrue();
  }

  @Test
  void shouldNotBeWarmBeforeTheLeastWhenTheCostIsSteady() {
    // Given
    Warming warming = new Warming(60, 300);

    // When
    warming.took(STRETCH_S, 6);
    warming.took(STRETCH_S, 6);

    // Then
    assertThat(warming.isWarm()).isFalse();
  }

  @Test
  void shouldEndWhenTheCostNeverSettles() {
    // Given
    Warming warming = new Warming(20, 40);

    // When
    double cost = 100;
    for (int stretch = 0; stretch < 4; stretch++) {
      cost /= 2;
      warming.took(STRETCH_S, cost);
    }

    // Then
    assertThat(warming.isWarm()).isTrue();
    assertThat(warming.spentS()).isEqualTo(40);
  }
}
