package dev.afterglow.tape.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.tape.SharedFolder;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WavTapeTest {
  private static final double TONE_HZ = 1_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1,8,1,16000",
    "1,16,2,8000",
    "1,16,1,16000",
    "1,24,2,44100",
    "1,32,1,48000",
    "3,32,8,96000",
    "3,64,1,22050"
  })
  void shouldKeepToneWhenFormatIs(int tag, int bits, int channels, int rateHz) throws IOException {
    // Given
    Path file = file(wav(tag, bits, channels, rateHz, rateHz));

    // When
    VoiceTape voice = VoiceTape.read(file);

    // Then
    short[] heard = all(voice);
    assertThat(voice.samples()).isEqualTo(48_000);
    assertThat(heard).hasSize(48_000);
    double tolerance = bits == 8 ? 0.02 : 0.003;
    assertThat(strength(heard, TONE_HZ)).as("level at 1 kHz").isCloseTo(0.5, within(tolerance));
    assertThat(strength(heard, 2 * TONE_HZ)).as("level at 2 kHz").isLessThan(tolerance);
  }

  static List<Arguments> badVoices() {
    byte[] good = wav(1, 16, 1, 16_000, 1_600);
    byte[] noSound = Arrays.copyOf(good, 44);
    ByteBuffer.wrap(noSound).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 0);
    byte[] manyChannels = good.clone();
    manyChannels[22] = 9;
    byte[] compressed = good.clone();
    compressed[20] = 85;
    byte[] nan = wav(3, 32, 1, 16_000, 1_600);
    ByteBuffer.wrap(nan).order(ByteOrder.LITTLE_ENDIAN).putFloat(1_000, Float.NaN);
    byte[] tooFast = good.clone();
    ByteBuffer.wrap(tooFast).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 1_000_000);
    return List.of(
        Arguments.of(
            "no WAV",
            "ID3 this is a song".getBytes(StandardCharsets.US_ASCII),
            TapeFault.UNKNOWN_FORMAT),
        Arguments.of("nothing", new byte[0], TapeFault.UNKNOWN_FORMAT),
        Arguments.of("cut off in its sound", Arrays.copyOf(good, 400), TapeFault.TRUNCATED),
        Arguments.of("cut off in its format", Arrays.copyOf(good, 30), TapeFault.TRUNCATED),
        Arguments.of("cut off before its sound", Arrays.copyOf(good, 36), TapeFault.TRUNCATED),
        Arguments.of("no sound", noSound, TapeFault.EMPTY),
        Arguments.of("nine channels", manyChannels, TapeFault.OUT_OF_RANGE),
        Arguments.of("a megahertz", tooFast, TapeFault.OUT_OF_RANGE),
        Arguments.of("MP3 inside", compressed, TapeFault.UNKNOWN_FORMAT),
        Arguments.of("NaN inside", nan, TapeFault.NOT_A_NUMBER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badVoices")
  void shouldNameFaultWhenVoiceIsBad(String name, byte[] bytes, TapeFault fault)
      throws IOException {
    // Given
    Path file = file(bytes);

    // When
    Throwable thrown = catchThrowable(() -> all(VoiceTape.read(file)));

    // Then
    assertThat(thrown).as(name).isInstanceOf(TapeException.class);
    assertThat(((TapeException) thrown).fault()).isEqualTo(fault);
  }

  @Test
  void shouldEitherReadOrNameTheFaultWhenBytesAreChangedAtRandom() throws IOException {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    byte[] good = wav(1, 16, 2, 16_000, 200);

    for (int round = 0; round < 400; round++) {
      byte[] bytes = good.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        bytes[random.nextInt(44)] = (byte) random.nextInt(256);
      }
      Path file = file(bytes);

      // When
      Throwable thrown = catchThrowable(() -> all(VoiceTape.read(file)));

      // Then
      if (thrown != null) {
        assertThat(thrown).as("seed %d, round %d", seed, round).isInstanceOf(TapeException.class);
      }
    }
  }

  @Test
  void shouldReadTheRealVoiceWhenItIsThere() throws IOException {
    // Given
    Path file = SharedFolder.file("voice/whisper.cpp/jfk.wav");

    // When
    VoiceTape voice = VoiceTape.read(file);

    // Then
    assertThat(voice.durationUs()).isBetween(10_990_000L, 11_010_000L);
    assertThat(all(voice)).hasSize((int) voice.samples());
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("voice.wav"), bytes);
  }

  private static short[] all(VoiceTape voice) throws IOException {
    short[] sound = new short[(int) Math.min(voice.samples() + 10_000, 2_000_000)];
    try (VoiceCursor cursor = voice.open()) {
      return Arrays.copyOf(sound, cursor.read(sound));
    }
  }

  /** The amplitude of one frequency, 0 to 1, by correlating with it over the middle. */
  private static double strength(short[] sound, double hz) {
    double re = 0;
    double im = 0;
    int from = 4_800;
    int to = from + 38_400;
    for (int i = from; i < to; i++) {
      double angle = 2 * Math.PI * hz * i / 48_000;
      re += sound[i] / 32_768.0 * Math.cos(angle);
      im += sound[i] / 32_768.0 * Math.sin(angle);
    }
    return 2 * Math.hypot(re, im) / (to - from);
  }

  static byte[] wav(int tag, int bits, int channels, int rateHz, int frames) {
    int frameBytes = channels * bits / 8;
    ByteBuffer out = ByteBuffer.allocate(44 + frames * frameBytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + frames * frameBytes);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) tag).putShort((short) channels).putInt(rateHz);
    out.putInt(rateHz * frameBytes).putShort((short) frameBytes).putShort((short) bits);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(frames * frameBytes);
    for (int i = 0; i < frames; i++) {
      double sample = 0.5 * Math.sin(2 * Math.PI * TONE_HZ * i / rateHz);
      for (int channel = 0; channel < channels; channel++) {
        put(out, tag, bits, sample);
      }
    }
    return out.array();
  }

  private static void put(ByteBuffer out, int tag, int bits, double sample) {
    if (tag == 3) {
      if (bits == 32) {
        out.putFloat((float) sample);
      } else {
        out.putDouble(sample);
      }
      return;
    }
    switch (bits) {
      case 8 -> out.put((byte) (128 + Math.round(sample * 127)));
      case 16 -> out.putShort((short) Math.round(sample * 32_767));
      case 24 -> {
        int value = (int) Math.round(sample * 8_388_607);
        out.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
      }
      default -> out.putInt((int) Math.round(sample * 2_147_483_647.0));
    }
  }
}
