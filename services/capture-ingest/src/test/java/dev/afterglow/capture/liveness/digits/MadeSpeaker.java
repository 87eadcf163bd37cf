package dev.afterglow.capture.liveness.digits;

import java.util.Random;

/**
 * A speaker who has ten words for the digits: each two sounds that glide into each other, of pulses
 * and breath through three resonances (Klatt, JASA 67(3), 1980, much reduced). The words are told
 * apart like real ones; no person speaks so evenly. The same seed gives the same speaker, who says
 * each word a little otherwise each time.
 */
public final class MadeSpeaker {
  /** Samples a second. */
  public static final int HZ = 48_000;

  // Resonances of two sounds a word, Hz, and how much of the first is breath.
  private static final double[][] WORDS = {
    {280, 2_250, 2_900, 730, 1_100, 2_450, 0},
    {730, 1_100, 2_450, 280, 2_250, 2_900, 0},
    {300, 870, 2_250, 660, 1_700, 2_400, 0},
    {660, 1_700, 2_400, 300, 870, 2_250, 0},
    {3_800, 5_500, 6_500, 270, 2_290, 3_010, 1},
    {3_800, 5_500, 6_500, 730, 1_090, 2_440, 1},
    {1_800, 2_700, 4_000, 300, 870, 2_240, 1},
    {570, 840, 2_410, 570, 840, 2_410, 0},
    {490, 1_350, 1_690, 530, 1_840, 2_480, 0},
    {1_800, 2_700, 4_000, 530, 1_840, 2_480, 1}
  };

  private final Random random;
  private final double tract;
  private final double pitchHz;

  /** A speaker. */
  public MadeSpeaker(long seed) {
    random = new Random(seed);
    tract = 0.85 + 0.3 * random.nextDouble();
    pitchHz = 95 + 120 * random.nextDouble();
  }

  /** The digits with that much silence before, between and after them. */
  public short[] say(String digits, double pauseS) {
    Sound sound = new Sound();
    sound.silence(pauseS);
    for (char digit : digits.toCharArray()) {
      word(sound, WORDS[digit - '0']);
      sound.silence(pauseS);
    }
    return sound.samples(random, 0.0008);
  }

  /** Talk of syllables that are no digits, that long. */
  short[] babble(double seconds) {
    Sound sound = new Sound();
    while (sound.seconds() < seconds) {
      double[] word = new double[7];
      for (int i = 0; i < 6; i += 3) {
        word[i] = 300 + 500 * random.nextDouble();
        word[i + 1] = 900 + 1_500 * random.nextDouble();
        word[i + 2] = 2_400 + 600 * random.nextDouble();
      }
      word[6] = random.nextInt(3) == 0 ? 1 : 0;
      word(sound, word);
      sound.silence(random.nextInt(4) == 0 ? 0.3 : 0.02);
    }
    return sound.samples(random, 0.0008);
  }

  private void word(Sound sound, double[] word) {
    int count = (int) (HZ * (0.32 + 0.1 * random.nextDouble()));
    Resonator[] resonators = {new Resonator(80), new Resonator(110), new Resonator(160)};
    double loud = 0.7 + 0.3 * random.nextDouble();
    double pitch = pitchHz * (0.95 + 0.1 * random.nextDouble());
    double drift = 0.97 + 0.06 * random.nextDouble();
    double phase = 0;
    for (int i = 0; i < count; i++) {
      double part = (double) i / count;
      // The glide lies in the middle of the word.
      double glide = Math.clamp((part - 0.3) / 0.4, 0, 1);
      double breath = word[6] * (1 - glide);
      phase += pitch * (1.1 - 0.2 * part) / HZ;
      double pulse = phase >= 1 ? 1 : 0;
      phase -= pulse;
      double source = (1 - breath) * pulse + breath * 0.12 * random.nextGaussian();
      double out = 0;
      for (int k = 0; k < 3; k++) {
        double hz = (word[k] * (1 - glide) + word[k + 3] * glide) * tract * drift;
        out += resonators[k].next(source, Math.min(hz, 7_000)) / (k + 1);
      }
      sound.add(out * loud * Math.sqrt(Math.sin(Math.PI * part)) * 0.35);
    }
  }

  private static final class Resonator {
    private final double widthHz;
    private double last;
    private double lastButOne;

    Resonator(double widthHz) {
      this.widthHz = widthHz;
    }

    double next(double source, double hz) {
      double r = Math.exp(-Math.PI * widthHz / HZ);
      double out =
          (1 - r) * 12 * source
              + 2 * r * Math.cos(2 * Math.PI * hz / HZ) * last
              - r * r * lastButOne;
      lastButOne = last;
      last = out;
      return out;
    }
  }

  private static final class Sound {
    private double[] samples = new double[HZ];
    private int count;

    void add(double sample) {
      samples = count == samples.length ? java.util.Arrays.copyOf(samples, 2 * count) : samples;
      samples[count++] = sample;
    }

    void silence(double seconds) {
      for (int i = 0; i < seconds * HZ; i++) {
        add(0);
      }
    }

    double seconds() {
      return (double) count / HZ;
    }

    short[] samples(Random random, double room) {
      short[] out = new short[count];
      for (int i = 0; i < count; i++) {
        double sample = samples[i] + room * random.nextGaussian();
        out[i] = (short) Math.clamp(Math.round(sample * 32_767), -32_768, 32_767);
      }
      return out;
    }
  }
}
