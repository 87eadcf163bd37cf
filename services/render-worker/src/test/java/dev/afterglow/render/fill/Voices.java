package dev.afterglow.render.fill;

import dev.afterglow.drive.sound.Resampler;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sounds to move a mouth by, at 48,000 samples a second, and what it does, picture by picture. */
final class Voices {
  private static final int RATE_HZ = 48_000;
  private static final int PICTURE = 1_600;

  private Voices() {}

  static float[] wav(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in);
    }
  }

  static boolean espeakPresent() {
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

  static float[] espeak(String voice, String phonemes) {
    try {
      Path file = Files.createTempFile("afterglow-voice", ".wav");
      Process process =
          new ProcessBuilder("espeak-ng", "-v", voice, "-s", "90", "-w", file.toString(), phonemes)
              .redirectErrorStream(true)
              .start();
      process.getInputStream().readAllBytes();
      process.waitFor();
      float[] sound = wav(file);
      Files.delete(file);
      return sound;
    } catch (IOException e) {
      throw new IllegalStateException("espeak-ng made no sound", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static float[] read(InputStream in) throws IOException {
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(in)) {
      byte[] bytes = audio.readAllBytes();
      float[] samples = new float[bytes.length / 2];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8)) / 32_768f;
      }
      Resampler up = new Resampler((int) audio.getFormat().getSampleRate(), RATE_HZ);
      float[] first = up.push(samples);
      float[] rest = up.flush();
      float[] all = Arrays.copyOf(first, first.length + rest.length);
      System.arraycopy(rest, 0, all, first.length, rest.length);
      return all;
    } catch (UnsupportedAudioFileException e) {
      throw new IOException("not a sound file", e);
    }
  }

  /** As capture-ingest brings it to its level: -20 dB of full scale where somebody speaks. */
  static float[] levelled(float[] sound) {
    double[] powers = new double[sound.length / 480];
    for (int i = 0; i < powers.length; i++) {
      for (int k = 0; k < 480; k++) {
        powers[i] += sound[i * 480 + k] * sound[i * 480 + k] / 480;
      }
    }
    double loudest = Arrays.stream(powers).max().orElseThrow();
    double spoken =
        Arrays.stream(powers).filter(it -> it > loudest / 1_000).average().orElseThrow();
    float gain = (float) (0.1 / Math.sqrt(spoken));
    float[] out = new float[sound.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.clamp(gain * sound[i], -1f, 1f);
    }
    return out;
  }

  /** The mouth at each picture, as the draw loop asks for it: picture n lies at sample 1,600 n. */
  static List<MouthShape> shapes(float[] sound) {
    VoiceMouth mouth = new VoiceMouth();
    List<MouthShape> shapes = new ArrayList<>();
    for (int at = 0; at + PICTURE <= sound.length; at += PICTURE) {
      int from = at;
      shapes.add(
          mouth.shape(
              (out, to, length) -> {
                for (int i = 0; i < length; i++) {
                  out[to + i] = from + i < sound.length ? sound[from + i] : 0;
                }
              }));
      mouth.heard(sound, at, PICTURE);
    }
    return shapes;
  }

  /** The vowel found at each 30th of a second that is loud. */
  static List<Vowel> vowels(float[] sound) {
    Resampler down = new Resampler(RATE_HZ, FormantVoice.RATE_HZ);
    float[] voice = down.push(sound);
    VowelProfiles profiles = new VowelProfiles();
    List<Vowel> found = new ArrayList<>();
    for (int at = 0; at + VowelProfiles.WINDOW <= voice.length; at += 533) {
      float[] window = Arrays.copyOfRange(voice, at, at + VowelProfiles.WINDOW);
      double squares = 0;
      for (float sample : window) {
        squares += (double) sample * sample;
      }
      if (squares / window.length > 0.001) {
        found.add(greatest(profiles.shares(window)));
      }
    }
    return found;
  }

  static Vowel greatest(double[] shares) {
    int best = 0;
    for (int v = 1; v < shares.length; v++) {
      best = shares[v] > shares[best] ? v : best;
    }
    return Vowel.values()[best];
  }

  /** How loud the sound is around each picture's sample, moved by some samples; dB. */
  static double[] envelope(float[] sound, int pictures, int movedBy) {
    double[] out = new double[pictures];
    for (int n = 0; n < pictures; n++) {
      double squares = 0;
      for (int i = -800; i < 800; i++) {
        int at = n * PICTURE + i + movedBy;
        float sample = at >= 0 && at < sound.length ? sound[at] : 0;
        squares += (double) sample * sample;
      }
      out[n] = Math.max(-50, 10 * Math.log10(squares / 1_600 + 1e-9));
    }
    return out;
  }

  static double correlation(double[] a, double[] b, int from) {
    double meanA = Arrays.stream(a, from, a.length).average().orElseThrow();
    double meanB = Arrays.stream(b, from, b.length).average().orElseThrow();
    double both = 0;
    double onlyA = 0;
    double onlyB = 0;
    for (int i = from; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      onlyA += (a[i] - meanA) * (a[i] - meanA);
      onlyB += (b[i] - meanB) * (b[i] - meanB);
    }
    return both / Math.sqrt(onlyA * onlyB);
  }
}
