package dev.afterglow.capture.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoudnessTest {
  /** EBU Tech 3341, cases 1 and 2, in mono: one channel of the pair is 3 dB less than both. */
  @ParameterizedTest
  @CsvSource({"997, -20, -23.0", "997, -30, -33.0", "997, 0, -3.0"})
  void shouldReadRecommendedLoudnessWhenToneIs(double hz, double dbfs, double lufs) {
    // When
    double read = Sounds.lufs(Sounds.sine(hz, dbfs, 20));

    // Then
    assertThat(read).isEqualTo(lufs, within(0.1));
  }

  /** EBU Tech 3341, case 3: the quiet ends fall to the relative gate. */
  @Test
  void shouldLeaveQuietPartsOutWhenTheyAreTenBelow() {
    // Given
    short[] sound =
        Sounds.join(Sounds.sine(997, -36, 5), Sounds.sine(997, -20, 20), Sounds.sine(997, -36, 5));

    // When
    double read = Sounds.lufs(sound);

    // Then
    assertThat(read).isEqualTo(-23, within(0.1));
  }

  @Test
  void shouldReadNothingWhenAllIsBelowTheAbsoluteGate() {
    // When
    double read = Sounds.lufs(Sounds.sine(997, -72, 5));

    // Then
    assertThat(read).isNaN();
  }

  @Test
  void shouldForgetWhenWindowIsOver() {
    // Given
    short[] sound = Sounds.join(Sounds.sine(997, -5, 10), Sounds.sine(997, -20, 30.5));

    // When
    double read = Sounds.lufs(sound);

    // Then
    assertThat(read).isEqualTo(-23, within(0.1));
  }

  @Test
  void shouldReadTheSameWhenBlocksAreOtherwiseCut() {
    // Given
    short[] sound = Sounds.sine(440, -18, 7);
    Loudness meter = new Loudness();

    // When
    for (int from = 0; from < sound.length; from += 777) {
      float[] part =
          Sounds.floats(Arrays.copyOfRange(sound, from, Math.min(from + 777, sound.length)));
      meter.take(part, part.length, 1);
    }

    // Then
    assertThat(meter.lufs()).isEqualTo(Sounds.lufs(sound), within(1e-9));
  }

  @Test
  void shouldAgreeWithFfmpegWhenVoiceIsReal() {
    for (short[] voice : Sounds.voices(0)) {
      // Given
      short[] part = Arrays.copyOf(voice, Math.min(voice.length, 30 * 48_000));

      // When
      Optional<Sounds.Reading> other = Sounds.ffmpeg(part);
      assumeTrue(other.isPresent(), "ffmpeg is not installed here");

      // Then
      assertThat(Sounds.lufs(part)).isEqualTo(other.get().lufs(), within(0.2));
    }
  }
}
