package dev.afterglow.drive.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static final int OUT_HZ = 48_000;

  @ParameterizedTest
  @CsvSource({
    "8000,1000",
    "11025,440",
    "16000,3000",
    "22050,997",
    "44100,997",
    "48000,997",
    "96000,12000"
  })
  void shouldKeepSineWhenRateChanges(int fromHz, double toneHz) {
    // Given
    float[] sine = sine(fromHz, toneHz, fromHz);

    // When
    float[] out = resample(fromHz, sine, 777);

    // Then
    assertThat(out).hasSize(OUT_HZ);
    double worst = 0;
    for (int i = 2_000; i < out.length - 2_000; i++) {
      worst = Math.max(worst, Math.abs(out[i] - 0.5 * Math.sin(2 * Math.PI * toneHz * i / OUT_HZ)));
    }
    assertThat(worst).as("largest distance from the same sine at 48 kHz").isLessThan(2e-3);
  }

  @Test
  void shouldSilenceToneWhenItIsAboveTheNewNyquist() {
    // Given
    float[] sine = sine(96_000, 30_000, 96_000);

    // When
    float[] out = resample(96_000, sine, 4_096);

    // Then
    double loudest = 0;
    for (int i = 1_000; i < out.length - 1_000; i++) {
      loudest = Math.max(loudest, Math.abs(out[i]));
    }
    assertThat(loudest).isLessThan(1e-3);
  }

  @Test
  void shouldGiveTheSameWhenBlocksAreCutElsewhere() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    float[] noise = new float[5_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    int block = 1 + random.nextInt(400);

    // When
    float[] whole = resample(16_000, noise, noise.length);
    float[] parts = resample(16_000, noise, block);

    // Then
    assertThat(parts).as("seed %d", seed).isEqualTo(whole);
  }

  @Test
  void shouldKeepLevelWhenSoundIsConstant() {
    // Given
    float[] level = new float[8_000];
    Arrays.fill(level, 0.25f);

    // When
    float[] out = resample(8_000, level, 160);

    // Then
    assertThat(out[24_000]).isCloseTo(0.25f, within(1e-3f));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -8_000, 999, 400_001})
  void shouldRefuseRateWhenOutOfRange(int hz) {
    assertThatThrownBy(() -> new Resampler(hz, OUT_HZ))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] resample(int fromHz, float[] in, int block) {
    Resampler resampler = new Resampler(fromHz, OUT_HZ);
    float[] out = new float[0];
    for (int i = 0; i < in.length; i += block) {
      out = join(out, resampler.push(Arrays.copyOfRange(in, i, Math.min(in.length, i + block))));
    }
    return join(out, resampler.flush());
  }

  private static float[] join(float[] a, float[] b) {
    float[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static float[] sine(int rateHz, double toneHz, int samples) {
    float[] sine = new float[samples];
    for (int i = 0; i < samples; i++) {
      sine[i] = (float) (0.5 * Math.sin(2 * Math.PI * toneHz * i / rateHz));
    }
    return sine;
  }
}
