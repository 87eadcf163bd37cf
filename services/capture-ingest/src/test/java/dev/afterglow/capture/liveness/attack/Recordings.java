package dev.afterglow.capture.liveness.attack;

import dev.afterglow.capture.SharedFolder;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.sound.VoiceCursor;
import dev.afterglow.tape.sound.VoiceTape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The real recordings beside the checkout, in two parts that share no second and no speaker:
 * thresholds were chosen on {@code TUNING}, error rates are of {@code REPORT}. There is one face;
 * its halves are of one person in one sitting.
 */
enum Recordings {
  TUNING(0, 26, "librivox/sense_and_sensibility_01_austen_64kb-0870.wav"),
  REPORT(
      27,
      53.4,
      "nvidia-audio2face/Claire_joy_mandarin.wav",
      "nvidia-audio2face/Mark_joy.wav",
      "wenet/aishell-BAC009S0724W0121.wav",
      "wenet/librispeech-1995-1837-0001.wav",
      "whisper.cpp/jfk.wav");

  private final double fromS;
  private final double toS;
  private final List<String> voices;

  Recordings(double fromS, double toS, String... voices) {
    this.fromS = fromS;
    this.toS = toS;
    this.voices = List.of(voices);
  }

  /** Whether the real recordings are here. */
  static boolean present() {
    return Files.isRegularFile(face()) && REPORT.voices.stream().allMatch(Recordings::voiceHere);
  }

  /** The person on the tape, without sound. */
  Take person() {
    try {
      List<MotionFrame> frames = MotionTape.read(face()).toList();
      return new Take(frames, new short[0]).cut(fromS, toS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The voices, 48,000 samples a second. */
  List<short[]> voices() {
    return voices.stream().map(Recordings::voice).toList();
  }

  private static Path face() {
    return SharedFolder.root().resolve("mocap/cap12-camera/cap12.jsonl");
  }

  private static boolean voiceHere(String name) {
    return Files.isRegularFile(SharedFolder.root().resolve("voice").resolve(name));
  }

  private static short[] voice(String name) {
    try {
      VoiceTape tape = VoiceTape.read(SharedFolder.root().resolve("voice").resolve(name));
      short[] samples = new short[Math.toIntExact(tape.samples())];
      try (VoiceCursor cursor = tape.open()) {
        int read = cursor.read(samples);
        return java.util.Arrays.copyOf(samples, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
