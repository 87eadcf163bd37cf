package dev.afterglow.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads damaged copies of a sound file: at least 100,000, or for {@code -Dfuzz.minutes} minutes.
 * {@code -Dseed} replays a run; a failure names the seed, the number and the bytes.
 *
 * <p>Each either gives frames that can be, in the order of their times, or ends with a named fault.
 */
public final class FileFuzz {
  private static final int MUTANTS = 100_000;
  // A flipped bit can make an animation hours long, which is sound.
  private static final int MOST_FRAMES = 2_000;
  private static final long SEED = Long.getLong("seed", new Random().nextLong());
  private static final List<String> TEXTS =
      List.of(
          "NaN",
          "1e999",
          "-1",
          "99999999999",
          "Infinity",
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\n",
          "\0",
          "null",
          "true",
          "-",
          "\u00e9");

  private final Random random = new Random(SEED);
  private final byte[] golden;
  private final Format format;
  private long read;
  private long sound;
  private long refused;

  private FileFuzz(byte[] golden, Format format) {
    this.golden = golden.clone();
    this.format = format;
  }

  /** Opens the bytes of a file. */
  @FunctionalInterface
  public interface Format {
    FrameCursor open(byte[] file) throws IOException;
  }

  /** Runs over a file of text. */
  public static void run(String golden, Format format) {
    run(golden.getBytes(StandardCharsets.UTF_8), format, UnaryOperator.identity());
  }

  /**
   * Runs.
   *
   * @param mend makes every other damaged file pass the first look, by its lengths
   */
  public static void run(byte[] golden, Format format, UnaryOperator<byte[]> mend) {
    new FileFuzz(golden, format).run(mend);
  }

  private void run(UnaryOperator<byte[]> mend) {
    double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "0"));
    long untilNanos = System.nanoTime() + Duration.ofSeconds((long) (60 * minutes)).toNanos();
    List<MotionFrame> expected = framesOf(golden);
    assertThat(expected).as("frames of the sound file").isNotNull().isNotEmpty();
    do {
      for (int i = 0; i < MUTANTS; i++) {
        byte[] damaged = damaged();
        look(random.nextBoolean() ? mend.apply(damaged) : damaged);
      }
    } while (System.nanoTime() < untilNanos);
    assertThat(framesOf(golden)).as("the sound file again, seed %d", SEED).isEqualTo(expected);
    assertThat(sound).as("damaged files that can be read still, seed %d", SEED).isPositive();
    assertThat(refused).as("damaged files with a fault, seed %d", SEED).isPositive();
    System.out.printf(
        "fuzz: %d files, %d sound, %d refused, seed %d%n", read, sound, refused, SEED);
  }

  private void look(byte[] file) {
    try {
      List<MotionFrame> frames = framesOf(file);
      if (frames == null) {
        refused++;
      } else {
        sound++;
        checkSane(frames);
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      String hex = HexFormat.of().formatHex(file);
      throw new AssertionError("seed " + SEED + ", file " + read + ": " + hex, e);
    }
    read++;
  }

  /** The frames, or null where the file ends with a named fault. */
  private @Nullable List<MotionFrame> framesOf(byte[] file) {
    List<MotionFrame> frames = new ArrayList<>();
    try (FrameCursor cursor = format.open(file)) {
      for (MotionFrame it = cursor.next();
          it != null && frames.size() < MOST_FRAMES;
          it = cursor.next()) {
        frames.add(it);
      }
      return frames;
    } catch (TapeException e) {
      assertThat(e.getMessage()).isNotBlank();
      checkSane(frames);
      return null;
    } catch (IOException e) {
      throw new AssertionError("a fault without a name", e);
    }
  }

  /** A rotation is a unit by its constructor. */
  private static void checkSane(List<MotionFrame> frames) {
    long lastUs = Long.MIN_VALUE;
    for (MotionFrame frame : frames) {
      if (frame.timeUs() <= lastUs) {
        throw new AssertionError(frame.timeUs() + " us after " + lastUs);
      }
      lastUs = frame.timeUs();
      for (ArkitShape shape : ArkitShape.values()) {
        float weight = frame.shapes().getOr(shape, 0);
        if (!(weight >= 0 && weight <= 1)) {
          throw new AssertionError(shape + " is " + weight);
        }
      }
    }
  }

  private byte[] damaged() {
    byte[] file = golden.clone();
    switch (random.nextInt(7)) {
      case 0 -> {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        return noise;
      }
      case 1 -> {
        return Arrays.copyOf(file, random.nextInt(file.length));
      }
      case 2 -> {
        return spliced(file);
      }
      case 3 -> overwrite(file, TEXTS.get(random.nextInt(TEXTS.size())));
      case 4 -> {
        for (int i = random.nextInt(8); i >= 0; i--) {
          file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 5 -> file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      default -> {
        for (int i = random.nextInt(3); i >= 0; i--) {
          file[random.nextInt(file.length)] = file[random.nextInt(file.length)];
        }
      }
    }
    return file;
  }

  private void overwrite(byte[] file, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(file.length);
    System.arraycopy(bytes, 0, file, at, Math.min(bytes.length, file.length - at));
  }

  /** The beginning and the end, with something left out or there twice. */
  private byte[] spliced(byte[] file) {
    int head = random.nextInt(file.length);
    int tail = random.nextInt(file.length);
    byte[] both = Arrays.copyOf(file, head + file.length - tail);
    System.arraycopy(file, tail, both, head, file.length - tail);
    return both;
  }
}
