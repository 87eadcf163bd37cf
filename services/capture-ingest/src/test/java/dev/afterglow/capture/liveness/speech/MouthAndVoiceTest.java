package dev.afterglow.capture.liveness.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.afterglow.drive.VoicePacket;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MouthAndVoiceTest {
  private static final int STEPS = 800;

  private final VoiceTrace voice = new VoiceTrace();
  private final MouthTrace mouth = new MouthTrace();
  private final Coupling coupling = new Coupling(voice, mouth);
  private final MouthModel model = new MouthModel(voice, mouth);

  @Test
  void shouldFindLagWhenVoiceComesAfterMouth() {
    // Given
    double[] loud = loudness(1, STEPS);

    // When: the mouth opens five steps before the sound.
    Shifted shifted = shifted(loud, 5);

    // Then
    assertThat(shifted.coupling.greatest(STEPS - 20)).isGreaterThan(0.8);
    assertThat(shifted.coupling.lagMs()).isEqualTo(200);
    assertThat(shifted.coupling.voicedS()).isGreaterThan(5);
  }

  @Test
  void shouldFindNoCouplingWhenMouthStaysShut() {
    // Given
    play(loudness(2, STEPS), i -> 0.01);

    // When
    double together = coupling.greatest(STEPS - 20);

    // Then
    assertThat(together).isBetween(-0.05, 0.05);
  }

  @Test
  void shouldSayNothingWhenThereIsNoVoice() {
    // Given
    for (int i = 0; i < STEPS; i++) {
      mouth.add(0.3f);
    }

    // When
    double together = coupling.greatest(STEPS);

    // Then
    assertThat(together).isNaN();
    assertThat(model.explainedShare()).isNaN();
  }

  @Test
  void shouldExplainMouthWhenItIsMadeFromTheSound() {
    // Given
    double[] loud = loudness(3, STEPS);

    // When
    play(loud, i -> 0.5 * loud[Math.max(0, i - 2)]);

    // Then
    assertThat(model.explainedShare()).isGreaterThan(0.85);
  }

  @Test
  void shouldNotExplainMouthWhenItMovesByItself() {
    // Given
    double[] loud = loudness(4, STEPS);
    double[] own = loudness(5, STEPS);

    // When
    play(loud, i -> 0.5 * own[i]);

    // Then
    assertThat(model.explainedShare()).isLessThan(0.3);
  }

  @Test
  void shouldRefuseVoiceWhenItHasAnotherRate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> voice.take(new VoicePacket(0, 16_000, new short[320]), 0));
  }

  private interface Opening {
    double at(int step);
  }

  private record Shifted(Coupling coupling) {}

  private void play(double[] loud, Opening opening) {
    play(voice, mouth, model, loud, opening);
  }

  private static Shifted shifted(double[] loud, int lead) {
    VoiceTrace voice = new VoiceTrace();
    MouthTrace mouth = new MouthTrace();
    play(
        voice,
        mouth,
        new MouthModel(voice, mouth),
        loud,
        i -> loud[Math.min(loud.length - 1, i + lead)]);
    return new Shifted(new Coupling(voice, mouth));
  }

  private static void play(
      VoiceTrace voice, MouthTrace mouth, MouthModel model, double[] loud, Opening opening) {
    Random random = new Random(99);
    for (int i = 0; i < loud.length; i++) {
      short[] samples = new short[1_920];
      for (int k = 0; k < samples.length; k++) {
        samples[k] = (short) (random.nextGaussian() * 8_000 * Math.pow(10, 2 * (loud[i] - 1)));
      }
      voice.take(new VoicePacket(i * 40_000L, 48_000, samples), i * 40_000L);
      mouth.add((float) opening.at(i));
      model.learn(i - Coupling.MOST_LAG);
    }
  }

  /** Rises and falls a few times a second, 0 to 1. */
  private static double[] loudness(long seed, int steps) {
    Random random = new Random(seed);
    double[] loud = new double[steps];
    double aim = 0;
    for (int i = 1; i < steps; i++) {
      aim = i % 4 == 0 ? random.nextDouble() : aim;
      loud[i] = loud[i - 1] + (aim - loud[i - 1]) * 0.5;
    }
    return loud;
  }
}
