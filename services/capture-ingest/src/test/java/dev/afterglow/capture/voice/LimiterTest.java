package dev.afterglow.capture.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LimiterTest {
  private static final int MS = 48;

  @Test
  void shouldGiveTheSameSoundWhateverItIsToldOfTheLoudest() {
    // Given
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int run = 0; run < 20; run++) {
      Limiter told = new Limiter(-1);
      Limiter untold = new Limiter(-1);
      double pitch = 80 + 4_000 * random.nextDouble();
      for (int ms = 0; ms < 2_000; ms++) {
        // Loud and quiet by turns, so that it works, lets go and rests.
        double loudness = 1.6 * Math.pow(Math.sin(ms * 0.004 * (run + 1)), 2) * random.nextDouble();
        float[] samples = new float[MS];
        float loudest = 0;
        for (int i = 0; i < MS; i++) {
          double turn = 2 * Math.PI * pitch * (ms * MS + i) / 48_000;
          samples[i] = (float) (loudness * Math.sin(turn));
          loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        float[] others = samples.clone();

        // When
        told.pass(samples, MS, loudest);
        untold.pass(others, MS, Float.MAX_VALUE / 2);

        // Then
        assertThat(samples).as("seed %d, run %d, millisecond %d", seed, run, ms).isEqualTo(others);
      }
      assertThat(told.takeDeepest()).isEqualTo(untold.takeDeepest()).isLessThan(1);
    }
  }
}
