package dev.afterglow.capture.loudness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterglow.capture.SharedFolder;
import dev.afterglow.tape.sound.VoiceCursor;
import dev.afterglow.tape.sound.VoiceTape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sounds of 48,000 samples a second to measure, and FFmpeg as another meter. */
public final class Sounds {
  private static final int RATE_HZ = 48_000;
  private static final Pattern INTEGRATED = Pattern.compile("I:\\s+(-?[0-9.]+) LUFS");
  private static final Pattern PEAK = Pattern.compile("Peak:\\s+(-?[0-9.]+) dBFS");

  private Sounds() {}

  /** What FFmpeg's ebur128 says of a sound. */
  public record Reading(double lufs, double dbtp) {}

  /** A tone. */
  public static short[] sine(double hz, double peakDbfs, double seconds) {
    short[] sound = new short[(int) (seconds * RATE_HZ)];
    double peak = 32_768 * Math.pow(10, peakDbfs / 20);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = pcm(peak * Math.sin(2 * Math.PI * hz * i / RATE_HZ));
    }
    return sound;
  }

  /** One sound after the other. */
  public static short[] join(short[]... parts) {
    short[] whole = new short[Stream.of(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** The sound at another level, cut off at the end of the range. */
  public static short[] louder(short[] sound, double db) {
    short[] louder = new short[sound.length];
    for (int i = 0; i < sound.length; i++) {
      louder[i] = pcm(sound[i] * Math.pow(10, db / 20));
    }
    return louder;
  }

  /** Samples from -1 to 1. */
  public static float[] floats(short[] sound) {
    float[] floats = new float[sound.length];
    for (int i = 0; i < sound.length; i++) {
      floats[i] = sound[i] / 32_768f;
    }
    return floats;
  }

  /** The gated loudness of the last 30 seconds of a sound by our own meter. */
  public static double lufs(short[] sound) {
    Loudness meter = new Loudness();
    meter.take(floats(sound), sound.length, 1);
    return meter.lufs();
  }

  /** The real voices, each at least so long, 48,000 samples a second; repeated to reach that. */
  public static List<short[]> voices(double seconds) {
    Path folder = SharedFolder.root().resolve("voice");
    assumeTrue(Files.isDirectory(folder), "the real voices are not beside this checkout");
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".wav"))
          .sorted()
          .map(file -> repeat(read(file), (int) (seconds * RATE_HZ)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What FFmpeg says, or empty where it is not installed. */
  public static Optional<Reading> ffmpeg(short[] sound) {
    try {
      Path raw = Files.createTempFile("afterglow-sound", ".s16");
      try {
        ByteBuffer bytes = ByteBuffer.allocate(sound.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(sound);
        Files.write(raw, bytes.array());
        return read(
            new ProcessBuilder(
                    ("ffmpeg -nostdin -hide_banner -nostats -f s16le -ar 48000 -ac 1 -i %s"
                            + " -filter_complex ebur128=peak=true -f null -")
                        .formatted(raw)
                        .split(" "))
                .redirectErrorStream(true));
      } finally {
        Files.delete(raw);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Reading> read(ProcessBuilder command) {
    try {
      Process process = command.start();
      List<Double> lufs = new ArrayList<>();
      List<Double> peaks = new ArrayList<>();
      try (var lines = process.inputReader()) {
        lines
            .lines()
            .forEach(
                line -> {
                  find(INTEGRATED, line).ifPresent(lufs::add);
                  find(PEAK, line).ifPresent(peaks::add);
                });
      }
      process.waitFor();
      return lufs.isEmpty() || peaks.isEmpty()
          ? Optional.empty()
          : Optional.of(new Reading(lufs.getLast(), peaks.getLast()));
    } catch (IOException notInstalled) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Double> find(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find()
        ? Optional.of(Double.valueOf(matcher.group(1).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static short[] repeat(short[] sound, int least) {
    short[] whole = sound;
    while (whole.length < least) {
      whole = join(whole, sound);
    }
    return whole;
  }

  private static short[] read(Path file) {
    try {
      VoiceTape tape = VoiceTape.read(file);
      short[] samples = new short[Math.toIntExact(tape.samples())];
      try (VoiceCursor cursor = tape.open()) {
        return Arrays.copyOf(samples, cursor.read(samples));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static short pcm(double value) {
    return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
