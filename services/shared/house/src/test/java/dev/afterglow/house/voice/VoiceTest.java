package dev.afterglow.house.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.house.HouseAssets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class VoiceTest {
  private static final int MOST_BYTES = 300_000;

  @Test
  void shouldStaySmallWhenKeptInTheRepository() throws IOException {
    // Given
    byte[] file = compressed();

    // When
    int size = file.length;

    // Then
    assertThat(size).isLessThan(MOST_BYTES);
  }

  @Test
  void shouldBeAPlainWavOfHalfAMinuteWhenDecoded() throws Exception {
    // Given
    byte[] wav = HouseAssets.voiceWav();

    // When
    AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav));

    // Then
    assertThat(in.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
    assertThat(in.getFormat().getSampleRate()).isEqualTo(16_000f);
    assertThat(in.getFormat().getChannels()).isEqualTo(1);
    assertThat(in.getFrameLength() / 16_000.0).isBetween(28.0, 34.0);
  }

  @Test
  void shouldSpeakLoudlyWithoutClippingWhenDecoded() {
    // Given
    Pcm voice = HouseAssets.voice();

    // When
    int peak = 0;
    for (short sample : voice.samples()) {
      peak = Math.max(peak, Math.abs(sample));
    }

    // Then
    assertThat(peak).isBetween(20_000, 32_000);
  }

  @Test
  void shouldRefuseWhenTheFileIsCutOrOfAnotherKind() throws IOException {
    // Given
    byte[] cut = Arrays.copyOf(compressed(), 40);
    byte[] plain = HouseAssets.voiceWav();

    // When / Then
    assertThatThrownBy(() -> ImaAdpcm.decode(cut)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImaAdpcm.decode(plain)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImaAdpcm.decode(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] compressed() throws IOException {
    try (InputStream in = VoiceTest.class.getResourceAsStream("/house/voice.wav")) {
      assertThat(in).isNotNull();
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }
}
