package dev.afterglow.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeWeightsTest {
  @Test
  void shouldPutEachShapeInItsPlaceWhenCopied() {
    // Given
    ArkitShape[] shapes = ArkitShape.values();
    ShapeWeights weights =
        ShapeWeights.of(Map.of(shapes[0], 0f, ArkitShape.JAW_OPEN, 0.5f, shapes[51], 1f));
    float[] into = new float[2 + shapes.length + 1];
    Arrays.fill(into, 7);

    // When
    weights.copyTo(into, 2, -1);

    // Then
    assertThat(into).startsWith(7, 7, 0).endsWith(1, 7);
    assertThat(into[2 + ArkitShape.JAW_OPEN.ordinal()]).isEqualTo(0.5f);
    int absent = 0;
    for (float value : into) {
      absent += value == -1 ? 1 : 0;
    }
    assertThat(absent).isEqualTo(49);
  }
}
