package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  @Test
  void shouldBeNothingWithoutValues() {
    assertThat(histogram.quantile(0.999)).isZero();
  }

  @Test
  void shouldNameTheValueThatAShareStayedWithin() {
    // Given: 0.1, 0.2 … 100.0 ms
    for (int i = 1; i <= 1_000; i++) {
      histogram.add(i / 10.0);
    }

    // When, Then
    assertThat(histogram.quantile(0.5)).isEqualTo(50.0);
    assertThat(histogram.quantile(0.999)).isEqualTo(99.9);
    assertThat(histogram.quantile(1)).isEqualTo(100.0);
  }

  @Test
  void shouldCountWhatIsTooLargeAsTheLargest() {
    histogram.add(60_000);

    assertThat(histogram.quantile(1)).isEqualTo(1_000);
  }
}
