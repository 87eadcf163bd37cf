package dev.afterglow.tape.sound;

import java.io.IOException;
import java.nio.file.Path;

/** A recorded voice, mono at 48,000 samples a second. Safe for many threads. */
public interface VoiceTape {
  /** Samples a second of every voice here. */
  int RATE_HZ = 48_000;

  /** How many samples at {@link #RATE_HZ}, 1 or more. */
  long samples();

  /** Starts at the first sample; the caller closes the cursor. */
  VoiceCursor open() throws IOException;

  /** How long it sounds, microseconds. */
  default long durationUs() {
    return samples() * 1_000_000L / RATE_HZ;
  }

  /**
   * Opens a WAV file and checks it.
   *
   * @param path RIFF WAVE: PCM of 8, 16, 24 or 32 bits or float, 1 to 8 channels, 8,000 to 192,000
   *     Hz, two hours at most
   * @throws dev.afterglow.tape.TapeException when it is anything else
   */
  static VoiceTape read(Path path) throws IOException {
    return WavTape.read(path);
  }

  /**
   * A voice that is in memory.
   *
   * @param samples one or more samples at {@link #RATE_HZ}; copied
   */
  static VoiceTape of(short[] samples) {
    return new HeldVoice(samples);
  }
}
