package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelEyeTest {
  @Test
  void shouldSeeNoLabelInNoise() throws Exception {
    // Given
    long seed = Long.getLong("seed", 1);
    byte[] rgb = new byte[360 * 640 * 3];
    new SplittableRandom(seed).nextBytes(rgb);

    // When
    double r = LabelEye.smallest(360, 640).look(rgb);

    // Then
    assertThat(r).as("seed %d", seed).isLessThan(LabelEye.ENOUGH);
  }
}
