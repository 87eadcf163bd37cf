package dev.afterglow.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoundedLabelTest {

  @Test
  void shouldCountAsOtherWhenBoundIsReached() {
    // Given
    BoundedLabel label = new BoundedLabel(2);
    label.of("a");
    label.of("b");

    // When
    String third = label.of("c");

    // Then
    assertThat(third).isEqualTo("other");
    assertThat(label.of("a")).isEqualTo("a");
  }

  @Test
  void shouldRejectNameWhenItIsNotInTheScheme() {
    assertThatThrownBy(() -> new MeterName("FramesEncoded", MeterName.Unit.ITEMS, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
