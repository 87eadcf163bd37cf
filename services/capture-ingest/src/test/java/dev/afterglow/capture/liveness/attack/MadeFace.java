package dev.afterglow.capture.liveness.attack;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A face that lives by itself: a wandering head, gaze that jumps, blinks at random, brows and
 * smiles that come and go, and a sensor's noise on every channel. The mouth is given.
 */
final class MadeFace {
  private static final double SENSOR = 0.002;

  private final Random random;
  private final double fps;

  MadeFace(long seed, double fps) {
    this.random = new Random(seed);
    this.fps = fps;
  }

  /**
   * A person who speaks: the mouth follows the voice as loosely as people's mouths do. It leads the
   * sound by 40 to 140 ms, each stretch of speech opens it by another amount, and consonants and
   * mien move it without being heard.
   *
   * @param looseness deviation of the unheard movement against the heard one; 0.8 gives
   *     correlations of 0.35 to 0.6
   */
  static Take speaking(long seed, short[] voice, double fps, double looseness) {
    Random random = new Random(seed ^ 0xA11CE);
    Loudness loud = new Loudness(voice);
    double lead = 0.04 + 0.1 * random.nextDouble();
    double stepS = 1 / fps;
    Wander amount = new Wander(random, 0.6, stepS);
    Wander unheard = new Wander(random, 0.12, stepS);
    Wander mien = new Wander(random, 3, stepS);
    DoubleUnaryOperator jaw =
        t -> {
          double heard = 0;
          for (int k = -3; k <= 3; k++) {
            heard += loud.at(t + lead + k * 0.02) / 7;
          }
          double moved = Math.exp(0.35 * amount.next()) * heard + 0.3 * looseness * unheard.next();
          return 0.03 + 0.02 * mien.next() + 0.3 * Math.max(0, moved);
        };
    double seconds = (double) voice.length / Take.VOICE_HZ;
    return new Take(
        new MadeFace(seed, fps).frames(seconds, jaw, t -> 0.15 * loud.brightnessAt(t)), voice);
  }

  /** Frames over so many seconds. */
  List<MotionFrame> frames(double seconds, DoubleUnaryOperator jaw, DoubleUnaryOperator width) {
    double stepS = 1 / fps;
    Wander yaw = new Wander(random, 0.9, stepS);
    Wander pitch = new Wander(random, 0.7, stepS);
    Wander roll = new Wander(random, 1.3, stepS);
    Wander brows = new Wander(random, 0.8, stepS);
    Wander smile = new Wander(random, 2.5, stepS);
    List<MotionFrame> frames = new ArrayList<>();
    double blinkAt = 1 + 3 * random.nextDouble();
    double blinkS = 0.2;
    double jumpAt = 0.5;
    double side = 0;
    double up = 0;
    for (int i = 0; i < seconds * fps; i++) {
      double t = i * stepS;
      if (t > blinkAt + blinkS) {
        blinkAt = t + gap() + gap();
        blinkS = 0.14 + 0.16 * random.nextDouble();
      }
      if (t > jumpAt) {
        side = Math.clamp(side * 0.5 + 0.15 * random.nextGaussian(), -0.6, 0.6);
        up = Math.clamp(up * 0.5 + 0.1 * random.nextGaussian(), -0.5, 0.4);
        jumpAt = t + 0.2 - Math.log(1 - random.nextDouble()) * 0.9;
      }
      double lids = t < blinkAt ? 0 : Math.sin(Math.PI * (t - blinkAt) / blinkS);
      ShapeWeights.Builder face = ShapeWeights.builder();
      set(face, ArkitShape.JAW_OPEN, jaw.applyAsDouble(t));
      set(face, ArkitShape.MOUTH_FUNNEL, 0.04 + width.applyAsDouble(t) / 3);
      pair(face, ArkitShape.MOUTH_STRETCH_LEFT, width.applyAsDouble(t));
      pair(face, ArkitShape.MOUTH_SMILE_LEFT, 0.15 + 0.12 * smile.next());
      pair(face, ArkitShape.EYE_BLINK_LEFT, 0.08 - 0.2 * up + 0.7 * Math.max(0, lids));
      double raised = brows.next();
      set(face, ArkitShape.BROW_INNER_UP, 0.1 + 0.1 * raised);
      pair(face, ArkitShape.BROW_DOWN_LEFT, 0.06 - 0.06 * raised);
      set(face, ArkitShape.EYE_LOOK_OUT_LEFT, side);
      set(face, ArkitShape.EYE_LOOK_IN_RIGHT, side);
      set(face, ArkitShape.EYE_LOOK_IN_LEFT, -side);
      set(face, ArkitShape.EYE_LOOK_OUT_RIGHT, -side);
      pair(face, ArkitShape.EYE_LOOK_UP_LEFT, up);
      pair(face, ArkitShape.EYE_LOOK_DOWN_LEFT, -up);
      HeadPose head = head(0.07 * yaw.next(), 0.05 * pitch.next(), 0.03 * roll.next());
      frames.add(frame(t, face.build(), head));
    }
    return frames;
  }

  private double gap() {
    return 0.3 - Math.log(1 - random.nextDouble()) * 1.6;
  }

  private void pair(ShapeWeights.Builder face, ArkitShape left, double weight) {
    set(face, left, weight);
    set(face, ArkitShape.valueOf(left.name().replace("LEFT", "RIGHT")), weight);
  }

  private void set(ShapeWeights.Builder face, ArkitShape shape, double weight) {
    face.set(shape, (float) Math.clamp(weight + SENSOR * random.nextGaussian(), 0, 1));
  }

  private HeadPose head(double yaw, double pitch, double roll) {
    double noise = 0.0004;
    float y = (float) ((yaw + noise * random.nextGaussian()) / 2);
    float x = (float) ((pitch + noise * random.nextGaussian()) / 2);
    float z = (float) ((roll + noise * random.nextGaussian()) / 2);
    return new HeadPose(new Rotation(x, y, z, 1), (float) (yaw * 20), (float) (pitch * 10), -40);
  }

  private static MotionFrame frame(double t, ShapeWeights face, HeadPose head) {
    return new MotionFrame(
        Math.round(t * 1e6), face, java.util.Optional.of(head), java.util.Map.of());
  }
}
