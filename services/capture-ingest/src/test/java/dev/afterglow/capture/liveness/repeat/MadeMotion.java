package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import java.util.Random;

/** Motion in which every channel wanders by itself, as smooth as a face's. */
final class MadeMotion {
  private MadeMotion() {}

  /** So many steps of it, one value a channel. */
  static float[][] of(long seed, int steps) {
    Random random = new Random(seed);
    float[][] motion = new float[steps][MotionChannel.COUNT];
    float[] speed = new float[MotionChannel.COUNT];
    for (int i = 1; i < steps; i++) {
      for (MotionChannel channel : MotionChannel.values()) {
        int c = channel.ordinal();
        speed[c] = 0.8f * speed[c] + (float) random.nextGaussian() * 8 * channel.quantum();
        motion[i][c] = 0.97f * motion[i - 1][c] + speed[c];
      }
    }
    return motion;
  }
}
