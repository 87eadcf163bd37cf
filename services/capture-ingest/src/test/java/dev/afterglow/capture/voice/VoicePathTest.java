package dev.afterglow.capture.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.VoicePacket;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoicePathTest {
  private static final long START_US = 5_000_000;

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 22_050, 44_100, 48_000})
  void shouldKeepToneAndTimeWhenRateIs(int rateHz) {
    // Given
    VoicePath path = new VoicePath();
    int block = rateHz / 50;
    List<VoicePacket> packets = new ArrayList<>();

    // When
    for (int i = 0; i < 50; i++) {
      long timeUs = START_US + i * 1_000_000L * block / rateHz;
      path.take(timeUs, new Sound.Pcm(rateHz, sine(rateHz, i * block, block)))
          .ifPresent(packets::add);
    }

    // Then
    double worst = 0;
    for (VoicePacket packet : packets) {
      short[] samples = packet.samples();
      for (int i = 0; i < samples.length; i++) {
        double seconds = (packet.timeUs() - START_US) / 1e6 + i / 48_000.0;
        if (seconds > 0.02) {
          worst = Math.max(worst, Math.abs(samples[i] - tone(seconds)));
        }
      }
    }
    assertThat(packets).isNotEmpty().allMatch(packet -> packet.sampleRateHz() == 48_000);
    assertThat(worst).as("largest distance from the tone at its own time").isLessThan(200);
  }

  @Test
  void shouldStartAfreshWhenSoundIsMissing() {
    // Given
    VoicePath path = new VoicePath();
    path.take(START_US, new Sound.Pcm(16_000, sine(16_000, 0, 320)));

    // When
    VoicePacket after =
        path.take(START_US + 1_000_000, new Sound.Pcm(16_000, sine(16_000, 0, 320))).orElseThrow();

    // Then
    assertThat(after.timeUs()).isEqualTo(START_US + 1_000_000);
  }

  @Test
  void shouldDecodeWhenSoundIsOpus() throws OpusException {
    // Given
    OpusEncoder encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    VoicePath path = new VoicePath();
    double energy = 0;

    // When
    for (int i = 0; i < 20; i++) {
      byte[] packet = new byte[1_275];
      int length = encoder.encode(sine(48_000, i * 960, 960), 0, 960, packet, 0, packet.length);
      VoicePacket sound =
          path.take(START_US + i * 20_000L, new Sound.Opus(Arrays.copyOf(packet, length)))
              .orElseThrow();
      assertThat(sound.length()).isEqualTo(960);
      for (short sample : sound.samples()) {
        energy += (double) sample * sample;
      }
    }

    // Then
    assertThat(Math.sqrt(energy / 19_200)).isCloseTo(10_000 / Math.sqrt(2), within(1_500.0));
  }

  @Test
  void shouldRefuseOrDecodeButNeverBreakWhenOpusIsNoise() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    VoicePath path = new VoicePath();
    List<String> escaped = new ArrayList<>();

    // When
    for (int i = 0; i < 500; i++) {
      byte[] noise = new byte[1 + random.nextInt(200)];
      random.nextBytes(noise);
      try {
        path.take(START_US + i * 20_000L, new Sound.Opus(noise));
      } catch (IllegalArgumentException e) {
        // The documented refusal.
      } catch (RuntimeException e) {
        escaped.add(e.toString());
      }
    }

    // Then
    assertThat(escaped).as("seed %d", seed).isEmpty();
  }

  @Test
  void shouldRefusePacketWhenItLastsTooLong() {
    assertThatThrownBy(() -> new VoicePath().take(START_US, new Sound.Pcm(8_000, new short[4_001])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double tone(double seconds) {
    return 10_000 * Math.sin(2 * Math.PI * 400 * seconds);
  }

  private static short[] sine(int rateHz, int from, int count) {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (short) Math.round(tone((double) (from + i) / rateHz));
    }
    return samples;
  }
}
