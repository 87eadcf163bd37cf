package dev.afterglow.capture.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruePeakTest {
  /** A quarter of the rate, 45 degrees off, is the classic tone whose samples miss its peak. */
  @ParameterizedTest
  @ValueSource(doubles = {997, 4_000, 8_000, 12_000, 16_000})
  void shouldFindThePeakBetweenSamplesWhenToneIs(double hz) {
    // Given
    float[] sound = new float[48_000];
    float greatest = 0;
    double phase = Math.PI / 4;

    // When
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / 48_000 + phase));
      if (i > 100) {
        greatest = Math.max(greatest, TruePeak.at(sound, i));
      }
    }

    // Then
    assertThat(20 * Math.log10(greatest / 0.5)).isEqualTo(0, within(hz > 12_000 ? 0.31 : 0.15));
  }
}
