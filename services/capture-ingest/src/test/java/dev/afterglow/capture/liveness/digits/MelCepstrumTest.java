package dev.afterglow.capture.liveness.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MelCepstrumTest {
  @Test
  void shouldTellLoudnessInTheFirstCoefficientAlone() {
    // Given
    Random random = new Random(5);
    float[] quiet = new float[MelCepstrum.FRAME];
    float[] loud = new float[MelCepstrum.FRAME];
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] = (float) (0.05 * random.nextGaussian());
      loud[i] = 4 * quiet[i];
    }
    MelCepstrum mel = new MelCepstrum();

    // When
    float[] a = mel.of(quiet, 0);
    float[] b = mel.of(loud, 0);

    // Then: every band is louder by ln 16, and the first cosine is 1 / sqrt(26)
    assertThat(b[0] - a[0]).isCloseTo((float) (Math.log(16) * Math.sqrt(26)), within(1e-2f));
    for (int k = 1; k < MelCepstrum.COUNT; k++) {
      assertThat(b[k]).as("coefficient %d", k).isCloseTo(a[k], within(1e-2f));
    }
  }

  @Test
  void shouldTellLowTonesFromHighOnesInTheSecondCoefficient() {
    // Given
    MelCepstrum mel = new MelCepstrum();

    // When
    float low = mel.of(tone(300), 0)[1];
    float middle = mel.of(tone(1_500), 0)[1];
    float high = mel.of(tone(6_000), 0)[1];

    // Then: the first half wave of the cosine is positive for low bands, negative for high ones
    assertThat(low).isGreaterThan(middle);
    assertThat(middle).isGreaterThan(high);
    assertThat(high).isNegative();
  }

  @Test
  void shouldFindWordsAndTheirPausesByLoudness() {
    // Given: 0.5 s of room, 0.4 s of word, 0.1 s of closure, 0.2 s of word, 0.5 s of room, a click
    float[] levels = new float[220];
    java.util.Arrays.fill(levels, -60);
    java.util.Arrays.fill(levels, 50, 90, -20);
    java.util.Arrays.fill(levels, 100, 120, -25);
    java.util.Arrays.fill(levels, 170, 173, -20);

    // When
    var words = WordBounds.words(levels);

    // Then
    assertThat(words).containsExactly(new Word(47, 123));
    assertThat(WordBounds.words(new float[300])).as("nothing stands out").isEmpty();
  }

  private static float[] tone(double hz) {
    float[] samples = new float[MelCepstrum.FRAME];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hz * i / MelCepstrum.RATE_HZ));
    }
    return samples;
  }
}
