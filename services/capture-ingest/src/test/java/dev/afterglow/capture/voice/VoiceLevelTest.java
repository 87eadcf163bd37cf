package dev.afterglow.capture.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.capture.loudness.Sounds;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceLevelTest {
  private static final long START_US = 5_000_000;
  private static final int RATE_HZ = 48_000;
  private static final Random RANDOM = new Random(Long.getLong("seed", 20260301));

  @ParameterizedTest
  @ValueSource(doubles = {-36, -30, -23, -12, -9})
  void shouldReachTheTargetWhenToneIs(double lufs) {
    // Given
    short[] tone = Sounds.sine(997, lufs + 3, 30);

    // When
    short[] out = level(VoiceSettings.DEFAULTS, tone, 960);

    // Then
    short[] settled = Arrays.copyOfRange(out, out.length / 2, out.length);
    assertThat(Sounds.lufs(settled)).isEqualTo(-16, within(0.2));
  }

  @Test
  void shouldReachTheTargetBelowTheCeilingWhenVoicesAreReal() {
    for (short[] voice : Sounds.voices(40)) {
      for (double db : new double[] {-6, 0, 8}) {
        // Given
        short[] captured = Sounds.louder(voice, db);

        // When
        short[] out = level(VoiceSettings.DEFAULTS, captured, 960);

        // Then
        short[] settled = Arrays.copyOfRange(out, out.length - 30 * RATE_HZ, out.length);
        assertThat(Sounds.lufs(settled)).as("at %s dB", db).isEqualTo(-16, within(1.0));
        Optional<Sounds.Reading> other = Sounds.ffmpeg(out);
        other.ifPresent(it -> assertThat(it.dbtp()).isLessThanOrEqualTo(-1.0));
        other.ifPresent(
            it ->
                assertThat(Sounds.ffmpeg(settled).orElseThrow().lufs())
                    .isEqualTo(-16, within(1.0)));
      }
    }
  }

  @Test
  void shouldKeepTruePeaksBelowTheCeilingWhenSoundIsHarsh() {
    // Given
    short[] harsh = new short[RATE_HZ * 4];
    for (int i = 0; i < harsh.length; i++) {
      boolean burst = i / 4_800 % 2 == 0;
      harsh[i] = (short) (burst ? RANDOM.nextInt(65_536) - 32_768 : RANDOM.nextInt(400) - 200);
    }

    // When
    short[] out = level(new VoiceSettings(-10, 20, 20, 1, 3, -1, -48, 20, false), harsh, 960);

    // Then
    assertThat(greatest(out)).isLessThanOrEqualTo((int) (32_768 * Math.pow(10, -1 / 20.0)));
    Sounds.ffmpeg(out).ifPresent(it -> assertThat(it.dbtp()).isLessThanOrEqualTo(-0.5));
  }

  @Test
  void shouldNotPumpWhenSentencesSwellAndFall() {
    // Given
    VoiceLevel level = new VoiceLevel(VoiceSettings.DEFAULTS);
    List<Double> gains = new ArrayList<>();
    short[] loud = Sounds.sine(300, -14, 0.02);
    short[] soft = Sounds.sine(300, -24, 0.02);

    // When
    for (int i = 0; i < 60 * 50; i++) {
      short[] packet = i / 100 % 2 == 0 ? loud : soft;
      take(level, START_US + i * 20_000L, packet, new ArrayList<>());
      if (i > 20 * 50) {
        gains.add(level.health(false).gainDb());
      }
    }

    // Then
    double most = gains.stream().mapToDouble(it -> it).max().orElseThrow();
    double least = gains.stream().mapToDouble(it -> it).min().orElseThrow();
    assertThat(most - least).as("dB between the least and the most gain").isLessThan(1.0);
  }

  @Test
  void shouldHoldTheGainWhenNobodySpeaks() {
    // Given
    VoiceLevel level = new VoiceLevel(VoiceSettings.DEFAULTS);
    short[] spoken = Sounds.sine(300, -30, 8);
    take(level, START_US, spoken, 960, new ArrayList<>());
    double before = level.health(false).gainDb();

    // When
    short[] room = noise(60, -62);
    take(level, START_US + 8_000_000, room, 960, new ArrayList<>());

    // Then
    assertThat(before).isGreaterThan(9);
    assertThat(level.health(false).gainDb()).isEqualTo(before, within(0.3));
    assertThat(level.health(false).state()).isEqualTo(VoiceHealth.State.QUIET);
    assertThat(level.health(false).gatedUs()).isGreaterThan(55_000_000);
  }

  @Test
  void shouldLowerTheRoomAndKeepOnsetsWhenGateWorks() {
    // Given
    short[] sound = Sounds.join(noise(2, -62), Sounds.sine(1_000, -20, 0.5), noise(2, -62));

    // When
    short[] out = level(new VoiceSettings(-16, 0, 0, 1, 3, -1, -48, 20, false), sound, 960);

    // Then
    assertThat(rms(out, 1.0, 1.9) / rms(sound, 1.0, 1.9)).isEqualTo(0.1, within(0.01));
    assertThat(rms(out, 2.0, 2.01) / rms(sound, 2.0, 2.01)).isEqualTo(1, within(0.01));
    assertThat(rms(out, 3.5, 4.4) / rms(sound, 3.5, 4.4)).isEqualTo(0.1, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(ints = {480, 960, 882, 120, 2_880, 47, 12_345})
  void shouldGiveTheSameSoundAtTheSameTimesWhenPacketsAreOtherwiseCut(int samplesAPacket) {
    // Given
    short[] sound = Sounds.join(noise(0.5, -40), Sounds.sine(220, -3, 1), noise(0.5, -55));
    short[] reference = level(VoiceSettings.DEFAULTS, sound, 960);

    // When
    short[] out = level(VoiceSettings.DEFAULTS, sound, samplesAPacket);

    // Then
    assertThat(out).isEqualTo(reference);
  }

  @Test
  void shouldTellWhatWentWrongWhenVoiceIsBad() {
    // Given
    VoiceLevel level = new VoiceLevel(VoiceSettings.DEFAULTS);
    List<VoicePacket> out = new ArrayList<>();
    short[] clipped = Sounds.louder(Sounds.sine(200, -1, 1), 6);

    // When
    VoiceHealth.State before = level.health(true).state();
    take(level, START_US, Sounds.sine(200, -12, 2), 960, out);
    VoiceHealth.State speaking = level.health(false).state();
    take(level, START_US + 2_000_000, clipped, 960, out);
    VoiceHealth.State clipping = level.health(false).state();
    take(level, START_US + 3_500_000, new short[2 * RATE_HZ], 960, out);
    VoiceHealth last = level.health(false);

    // Then
    assertThat(before).isEqualTo(VoiceHealth.State.NONE);
    assertThat(speaking).isEqualTo(VoiceHealth.State.SPEAKING);
    assertThat(clipping).isEqualTo(VoiceHealth.State.CLIPPING);
    assertThat(last.state()).isEqualTo(VoiceHealth.State.SILENT);
    assertThat(level.health(true).state()).isEqualTo(VoiceHealth.State.MISSING);
    assertThat(last.clippedRuns()).isEqualTo(400);
    assertThat(last.clippedSamples()).isBetween(25_000L, 40_000L);
    assertThat(last.silentUs()).isEqualTo(2_000_000);
    assertThat(last.dropouts()).isEqualTo(1);
    assertThat(last.droppedUs()).isEqualTo(500_000);
    assertThat(last.limitedDb()).isLessThanOrEqualTo(0);
    assertThat(out.stream().mapToLong(VoicePacket::length).sum())
        .as("all that was held back before the hole came out")
        .isEqualTo(5L * RATE_HZ - 192);
  }

  @Test
  void shouldLowerTheEchoAndNothingElseWhenGuarded() {
    // Given
    int sentence = (int) (1.3 * RATE_HZ);
    short[] voice = new short[60 * RATE_HZ];
    for (int from = 0; from + sentence < voice.length; from += 2 * sentence) {
      syllables(voice, from, sentence - RATE_HZ / 4);
    }
    short[] heard = noise(60, -75);
    int delay = sentence;
    for (int i = 0; i < heard.length; i++) {
      double echo = i < delay ? 0 : voice[i - delay] * 0.2;
      heard[i] = (short) Math.clamp(heard[i] + voice[i] + Math.round(echo), -32_768, 32_767);
    }
    VoiceSettings fixed = new VoiceSettings(-16, 0, 0, 1, 3, -1, -90, 0, true);

    // When
    short[] out = level(fixed, heard, 960);

    // Then
    double echoGain = 0;
    double voiceGain = 0;
    int sentences = 0;
    for (int from = 40 * RATE_HZ / (2 * sentence) * 2 * sentence;
        from + 2 * sentence < out.length;
        from += 2 * sentence) {
      voiceGain += ratio(out, heard, from, from + sentence);
      echoGain += ratio(out, heard, from + sentence, from + 2 * sentence);
      sentences++;
    }
    assertThat(echoGain / sentences).as("what is left of the echo").isLessThan(0.35);
    assertThat(voiceGain / sentences).as("what is left of the voice").isGreaterThan(0.9);
  }

  @Test
  void shouldLeaveVoicesAloneWhenGuardedWithoutEcho() {
    for (short[] voice : Sounds.voices(30)) {
      // When
      short[] out = level(new VoiceSettings(-16, 0, 0, 1, 3, -0.1, -90, 0, true), voice, 960);

      // Then
      assertThat(ratio(out, voice, 0, out.length)).isGreaterThan(0.97);
    }
  }

  private static void syllables(short[] into, int from, int count) {
    double level = 1;
    for (int i = 0; i < count; i++) {
      if (i % 6_000 == 0) {
        level = 0.15 + 0.85 * RANDOM.nextDouble();
      }
      double swell = Math.sin(Math.PI * (i % 6_000) / 6_000);
      into[from + i] = (short) (9_000 * level * swell * Math.sin(i * 0.03));
    }
  }

  private static short[] level(VoiceSettings settings, short[] sound, int samplesAPacket) {
    VoiceLevel level = new VoiceLevel(settings);
    List<VoicePacket> packets = new ArrayList<>();
    take(level, START_US, sound, samplesAPacket, packets);
    level.finish(packets::add);
    long expected = 0;
    for (VoicePacket packet : packets) {
      assertThat(packet.timeUs())
          .as("every sample under the time at which it was captured")
          .isCloseTo(START_US + expected * 1_000_000 / RATE_HZ, within(22L));
      expected += packet.length();
    }
    return Sounds.join(packets.stream().map(VoicePacket::samples).toArray(short[][]::new));
  }

  private static void take(
      VoiceLevel level, long startUs, short[] sound, int samplesAPacket, List<VoicePacket> out) {
    for (int from = 0; from < sound.length; from += samplesAPacket) {
      int to = Math.min(from + samplesAPacket, sound.length);
      take(level, startUs + from * 1_000_000L / RATE_HZ, Arrays.copyOfRange(sound, from, to), out);
    }
  }

  private static void take(VoiceLevel level, long timeUs, short[] sound, List<VoicePacket> out) {
    level.take(new Sound.Pcm(RATE_HZ, sound), new VoicePacket(timeUs, RATE_HZ, sound), out::add);
  }

  private static short[] noise(double seconds, double peakDbfs) {
    short[] noise = new short[(int) (seconds * RATE_HZ)];
    double peak = 32_768 * Math.pow(10, peakDbfs / 20);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) Math.round(peak * (2 * RANDOM.nextDouble() - 1));
    }
    return noise;
  }

  private static double ratio(short[] out, short[] in, int from, int to) {
    double seconds = RATE_HZ;
    return rms(out, from / seconds, to / seconds) / rms(in, from / seconds, to / seconds);
  }

  private static double rms(short[] sound, double fromS, double toS) {
    double sum = 0;
    int from = (int) (fromS * RATE_HZ);
    int to = (int) (toS * RATE_HZ);
    for (int i = from; i < to; i++) {
      sum += (double) sound[i] * sound[i];
    }
    return Math.sqrt(sum / (to - from));
  }

  private static int greatest(short[] sound) {
    int greatest = 0;
    for (short sample : sound) {
      greatest = Math.max(greatest, Math.abs(sample));
    }
    return greatest;
  }
}
