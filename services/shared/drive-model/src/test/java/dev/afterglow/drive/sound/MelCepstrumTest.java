package dev.afterglow.drive.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MelCepstrumTest {
  private static final MelCepstrum.Form FORM =
      new MelCepstrum.Form(16_000, 400, 512, 26, 100, 7_500, 13);

  @Test
  void shouldTellLoudnessInTheFirstCoefficientAlone() {
    // Given
    Random random = new Random(5);
    float[] quiet = new float[FORM.frame()];
    float[] loud = new float[FORM.frame()];
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] = (float) (0.05 * random.nextGaussian());
      loud[i] = 4 * quiet[i];
    }
    MelCepstrum mel = new MelCepstrum(FORM);

    // When
    float[] a = mel.of(quiet, 0);
    float[] b = mel.of(loud, 0);

    // Then: every band is louder by ln 16, and the first cosine is 1 / sqrt(26)
    assertThat(b[0] - a[0]).isCloseTo((float) (Math.log(16) * Math.sqrt(26)), within(1e-2f));
    for (int k = 1; k < FORM.count(); k++) {
      assertThat(b[k]).as("coefficient %d", k).isCloseTo(a[k], within(1e-2f));
    }
  }

  @Test
  void shouldTellLowTonesFromHighOnesInTheSecondCoefficient() {
    // Given
    MelCepstrum mel = new MelCepstrum(FORM);

    // When
    float low = mel.of(tone(300), 0)[1];
    float middle = mel.of(tone(1_500), 0)[1];
    float high = mel.of(tone(6_000), 0)[1];

    // Then: the first half wave of the cosine is positive for low bands, negative for high ones
    assertThat(low).isGreaterThan(middle);
    assertThat(middle).isGreaterThan(high);
    assertThat(high).isNegative();
  }

  private static float[] tone(double hz) {
    float[] samples = new float[FORM.frame()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hz * i / FORM.rateHz()));
    }
    return samples;
  }
}
