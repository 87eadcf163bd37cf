package dev.afterglow.capture.liveness.digits;

import dev.afterglow.drive.sound.Resampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The speech synthesiser espeak-ng, a program of the system, as a source of voices for tests. */
final class Espeak {
  private Espeak() {}

  /** Whether it is here. */
  static boolean present() {
    try {
      Process process = new ProcessBuilder("espeak-ng", "--version").start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * A text, 48,000 samples a second.
   *
   * @param voice such as "cmn+f2"
   * @param wordsAMinute 80 to 450
   * @param pitch 0 to 99
   */
  static short[] say(String voice, int wordsAMinute, int pitch, String text) {
    List<String> command =
        List.of(
            "espeak-ng",
            "-v",
            voice,
            "-s",
            Integer.toString(wordsAMinute),
            "-p",
            Integer.toString(pitch),
            "--stdout",
            text);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      byte[] wav = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException("espeak-ng ended with " + process.exitValue());
      }
      return samples(wav);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // What comes through a pipe does not know its own length: all behind the header is sound.
  private static short[] samples(byte[] wav) {
    int rateHz = rate(wav);
    float[] sound = new float[(wav.length - 44) / 2];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (short) ((wav[44 + 2 * i] & 0xff) | (wav[45 + 2 * i] << 8)) / 32_768f;
    }
    Resampler up = new Resampler(rateHz, MadeSpeaker.HZ);
    float[] first = up.push(sound);
    float[] rest = up.flush();
    short[] out = new short[first.length + rest.length];
    for (int i = 0; i < out.length; i++) {
      float sample = i < first.length ? first[i] : rest[i - first.length];
      out[i] = (short) Math.clamp(Math.round(sample * 32_767), -32_768, 32_767);
    }
    return out;
  }

  /** What its header says. */
  private static int rate(byte[] wav) {
    return ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).getInt(24);
  }
}
