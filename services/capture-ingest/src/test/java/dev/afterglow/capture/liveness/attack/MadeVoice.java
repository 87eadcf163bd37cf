package dev.afterglow.capture.liveness.attack;

import java.util.Random;

/**
 * A voice-like sound: phrases of syllables with pauses, each syllable a hissing start and a vowel
 * of pulses through two resonances. Nobody would take it for speech; its loudness goes up and down
 * as speech does.
 */
final class MadeVoice {
  private static final int HZ = Take.VOICE_HZ;

  private final Random random;
  private final double pitchHz;

  MadeVoice(long seed) {
    this.random = new Random(seed);
    this.pitchHz = 100 + 120 * random.nextDouble();
  }

  short[] speak(double seconds) {
    float[] sound = new float[(int) (seconds * HZ)];
    double at = 0.2 + random.nextDouble() * 0.5;
    while (at < seconds) {
      double end = at + 1.2 + 2.5 * random.nextDouble();
      double phrase = 0.7 + 0.3 * random.nextDouble();
      while (at < end) {
        double length = 0.11 + 0.16 * random.nextDouble();
        syllable(sound, at, length, phrase * (0.25 + 0.75 * random.nextDouble()));
        at += length + (random.nextInt(5) == 0 ? 0.06 : 0);
      }
      at += 0.25 + 0.7 * random.nextDouble();
    }
    short[] samples = new short[sound.length];
    for (int i = 0; i < samples.length; i++) {
      double room = random.nextGaussian() * 0.0008;
      samples[i] = (short) Math.clamp(Math.round((sound[i] + room) * 32_767), -32_768, 32_767);
    }
    return samples;
  }

  private void syllable(float[] sound, double atS, double lengthS, double loud) {
    int from = (int) (atS * HZ);
    int count = Math.min((int) (lengthS * HZ), sound.length - from);
    double first = 300 + 500 * random.nextDouble();
    double second = 900 + 1_400 * random.nextDouble();
    Resonance low = new Resonance(first);
    Resonance high = new Resonance(second);
    double phase = 0;
    double pitch = pitchHz * (0.9 + 0.2 * random.nextDouble());
    double hiss = random.nextInt(3) == 0 ? 0.25 : 0;
    for (int i = 0; i < count; i++) {
      double part = (double) i / count;
      double envelope = Math.pow(Math.sin(Math.PI * part), 1.5) * loud;
      phase += pitch / HZ;
      double pulse = phase >= 1 ? 1 : 0;
      phase -= pulse;
      double noise = part < 0.25 ? random.nextGaussian() * hiss * 0.1 : 0;
      sound[from + i] += (float) (envelope * (low.next(pulse) + 0.5 * high.next(pulse) + noise));
    }
  }

  /** Two poles. */
  private static final class Resonance {
    private static final double RADIUS = Math.exp(-Math.PI * 90 / HZ);
    private final double turn;
    private double one;
    private double two;

    Resonance(double hz) {
      this.turn = 2 * RADIUS * Math.cos(2 * Math.PI * hz / HZ);
    }

    double next(double in) {
      double out = in * 0.12 + turn * one - RADIUS * RADIUS * two;
      two = one;
      one = out;
      return out * 0.5;
    }
  }
}
