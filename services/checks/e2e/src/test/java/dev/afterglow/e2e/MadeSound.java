package dev.afterglow.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * A sound of which each second is unlike every other, so that what comes back can be found in it:
 * noise below about a kilohertz, 48,000 samples a second, mono.
 */
record MadeSound(short[] samples) {
  static final int RATE_HZ = 48_000;

  // One sample in twelve says all there is below a kilohertz.
  private static final int STEP = 12;
  private static final int SECOND = RATE_HZ / STEP;
  private static final double RMS = 2_500;

  /** So many seconds of it. */
  static MadeSound of(long seed, int seconds) {
    Random random = new Random(seed);
    double[] wave = new double[seconds * RATE_HZ];
    double[] poles = new double[3];
    double squares = 0;
    for (int i = 0; i < wave.length; i++) {
      double at = random.nextGaussian();
      for (int p = 0; p < poles.length; p++) {
        poles[p] += 0.08 * (at - poles[p]);
        at = poles[p];
      }
      wave[i] = at;
      squares += at * at;
    }
    double scale = RMS / Math.sqrt(squares / wave.length);
    short[] samples = new short[wave.length];
    for (int i = 0; i < wave.length; i++) {
      samples[i] = (short) Math.round(Math.clamp(scale * wave[i], -32_000, 32_000));
    }
    return new MadeSound(samples);
  }

  /** What 16-bit little-endian bytes sound like. */
  static MadeSound of(ByteBuffer pcm) {
    ShortBuffer shorts = pcm.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] samples = new short[shorts.remaining()];
    shorts.get(samples);
    return new MadeSound(samples);
  }

  /** Writes it as a WAV file. */
  Path write(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    AudioFormat format = new AudioFormat(RATE_HZ, 16, 1, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }

  /** Whole seconds of it. */
  int seconds() {
    return samples.length / RATE_HZ;
  }

  /** The level of one second, dB of full scale. */
  double dbfs(int second) {
    double squares = 0;
    for (int i = second * RATE_HZ; i < (second + 1) * RATE_HZ; i++) {
      squares += (double) samples[i] * samples[i];
    }
    return 10 * Math.log10(squares / RATE_HZ / (32_768.0 * 32_768.0));
  }

  /**
   * Where a piece of this sound was found in another one.
   *
   * @param sample where it begins there
   * @param correlation how like it is, 1 the same but for its level
   */
  record Place(int sample, double correlation) {}

  /** Where a second of this sound is in another one. */
  Place in(MadeSound other, int second) {
    double[] piece = thinned(samples, second * SECOND, SECOND);
    double[] whole = thinned(other.samples, 0, other.samples.length / STEP);
    Place best = new Place(0, -1);
    for (int at = 0; at + SECOND <= whole.length; at++) {
      double correlation = correlation(piece, whole, at);
      if (correlation > best.correlation()) {
        best = new Place(at * STEP, correlation);
      }
    }
    return best;
  }

  private static double[] thinned(short[] samples, int from, int count) {
    double[] thin = new double[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < STEP; j++) {
        thin[i] += samples[(from + i) * STEP + j];
      }
    }
    return thin;
  }

  private static double correlation(double[] piece, double[] whole, int at) {
    double both = 0;
    double mine = 0;
    double its = 0;
    for (int i = 0; i < piece.length; i++) {
      both += piece[i] * whole[at + i];
      mine += piece[i] * piece[i];
      its += whole[at + i] * whole[at + i];
    }
    return both / Math.sqrt(mine * its + 1);
  }
}
