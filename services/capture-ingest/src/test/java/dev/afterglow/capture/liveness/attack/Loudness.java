package dev.afterglow.capture.liveness.attack;

import java.util.Arrays;

/**
 * How loud a voice is, every 10 ms, 0 to about 1: the root of the root mean square over its own
 * 95th percentile. It is not the measure's own way of hearing, on purpose.
 */
final class Loudness {
  private static final int HOP = 480;

  private final double[] values;
  private final double[] brightness;

  Loudness(short[] voice) {
    values = new double[Math.max(1, voice.length / HOP)];
    brightness = new double[values.length];
    for (int i = 0; i < voice.length / HOP; i++) {
      double sum = 0;
      double change = 0;
      for (int k = i * HOP + 1; k < (i + 1) * HOP; k++) {
        sum += (double) voice[k] * voice[k];
        change += (double) (voice[k] - voice[k - 1]) * (voice[k] - voice[k - 1]);
      }
      values[i] = Math.sqrt(Math.sqrt(sum / HOP));
      brightness[i] = Math.sqrt(change / (sum + 1));
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double top = Math.max(1e-9, sorted[(int) (sorted.length * 0.95)]);
    for (int i = 0; i < values.length; i++) {
      values[i] /= top;
    }
  }

  /** Between two instants by a straight line; 0 outside. */
  double at(double seconds) {
    double at = seconds * 100;
    int i = (int) Math.floor(at);
    if (i < 0 || i + 1 >= values.length) {
      return 0;
    }
    return values[i] + (values[i + 1] - values[i]) * (at - i);
  }

  /** How bright it sounds, about 0 (hum) to 1 (hiss). */
  double brightnessAt(double seconds) {
    int i = (int) Math.floor(seconds * 100);
    return i < 0 || i >= values.length ? 0 : Math.min(1, brightness[i]);
  }
}
