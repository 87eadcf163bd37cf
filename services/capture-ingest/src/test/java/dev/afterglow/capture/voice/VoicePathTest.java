package dev.afterglow.capture.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.VoicePacket;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoicePathTest {
  private static final long START_US = 5_000_000;
  private static final int MUTANTS = 100_000;

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
    List<byte[]> packets = opus(20);
    VoicePath path = new VoicePath();
    double energy = 0;

    // When
    for (int i = 0; i < packets.size(); i++) {
      VoicePacket sound =
          path.take(START_US + i * 20_000L, new Sound.Opus(packets.get(i))).orElseThrow();
      assertThat(sound.length()).isEqualTo(960);
      energy += energy(sound);
    }

    // Then
    assertThat(Math.sqrt(energy / 19_200)).isCloseTo(10_000 / Math.sqrt(2), within(1_500.0));
  }

  @Test
  void shouldRefuseOrDecodeAndGoOnWhenOpusIsDamaged() throws OpusException {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    VoicePath path = new VoicePath();
    List<byte[]> good = opus(50);
    List<String> escaped = new ArrayList<>();
    double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "0"));
    long untilNanos = System.nanoTime() + Duration.ofSeconds((long) (60 * minutes)).toNanos();
    int mutants = 0;
    int refused = 0;

    // When
    for (int i = 0; i < MUTANTS || System.nanoTime() < untilNanos; i++) {
      mutants++;
      byte[] damaged = damaged(good.get(random.nextInt(good.size())), random);
      try {
        int length =
            path.take(START_US + i * 20_000L, new Sound.Opus(damaged)).orElseThrow().length();
        if (length > 5_760) {
          escaped.add(length + " samples of " + HexFormat.of().formatHex(damaged));
        }
      } catch (IllegalArgumentException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        escaped.add(e + " of " + HexFormat.of().formatHex(damaged));
      }
    }
    double energy = 0;
    for (int i = 0; i < good.size(); i++) {
      VoicePacket sound =
          path.take(START_US + i * 20_000L, new Sound.Opus(good.get(i))).orElseThrow();
      energy = i < 30 ? 0 : energy + energy(sound);
    }

    // Then
    assertThat(escaped).as("seed %d", seed).isEmpty();
    assertThat(refused).as("refused, seed %d", seed).isBetween(1, mutants - 1);
    assertThat(Math.sqrt(energy / 19_200))
        .as("the tone's level after all that, seed %d", seed)
        .isCloseTo(10_000 / Math.sqrt(2), within(1_500.0));
  }

  /** Noise, a packet cut short or drawn out, or one with bits turned over. */
  private static byte[] damaged(byte[] good, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> {
        byte[] noise = new byte[1 + random.nextInt(200)];
        random.nextBytes(noise);
        yield noise;
      }
      case 1 -> Arrays.copyOf(good, 1 + random.nextInt(good.length));
      case 2 -> Arrays.copyOf(good, good.length + 1 + random.nextInt(200));
      default -> {
        byte[] flipped = good.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  private static List<byte[]> opus(int count) throws OpusException {
    OpusEncoder encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] packet = new byte[1_275];
      int length = encoder.encode(sine(48_000, i * 960, 960), 0, 960, packet, 0, packet.length);
      packets.add(Arrays.copyOf(packet, length));
    }
    return packets;
  }

  private static double energy(VoicePacket sound) {
    double energy = 0;
    for (short sample : sound.samples()) {
      energy += (double) sample * sample;
    }
    return energy;
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
