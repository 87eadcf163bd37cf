package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.liveness.challenge.HeadTurn;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A face whose shapes and head wander at random; the same seed gives the same face. */
final class WanderingFace {
  private final Random random;
  private final float[] at = new float[ArkitShape.values().length];
  private final float[] speed = new float[ArkitShape.values().length];
  private float yaw;

  WanderingFace(long seed) {
    random = new Random(seed);
  }

  /** The next frame. */
  MotionFrame next(long deviceUs) {
    return next(deviceUs, Set.of(), Rotation.IDENTITY);
  }

  /** The next frame, in which the person does what is asked for. */
  MotionFrame doing(Challenge challenge, long deviceUs) {
    return switch (challenge) {
      case Challenge.Gesture gesture -> next(deviceUs, gesture.shapes(), Rotation.IDENTITY);
      case Challenge.HeadPose pose -> next(deviceUs, Set.of(), turn(pose.turn()));
      case Challenge.SpokenCode _ -> speaking(deviceUs);
    };
  }

  /** The next frame, the mouth open and shut four times a second. */
  private MotionFrame speaking(long deviceUs) {
    boolean open = deviceUs / 125_000 % 2 == 0;
    return next(deviceUs, open ? Set.of(ArkitShape.JAW_OPEN) : Set.of(), Rotation.IDENTITY);
  }

  private MotionFrame next(long deviceUs, Set<ArkitShape> made, Rotation turned) {
    Map<ArkitShape, Float> weights = new EnumMap<>(ArkitShape.class);
    for (ArkitShape shape : ArkitShape.values()) {
      int i = shape.ordinal();
      speed[i] = 0.8f * speed[i] + 0.006f * (float) random.nextGaussian();
      at[i] = Math.clamp(0.97f * at[i] + speed[i] + 0.003f, 0, 0.3f);
      weights.put(shape, made.contains(shape) ? 0.9f : at[i]);
    }
    yaw = 0.97f * yaw + 0.003f * (float) random.nextGaussian();
    Rotation turn =
        turned.equals(Rotation.IDENTITY)
            ? new Rotation(0, (float) Math.sin(yaw / 2), 0, (float) Math.cos(yaw / 2))
            : turned;
    return new MotionFrame(
        deviceUs, ShapeWeights.of(weights), Optional.of(new HeadPose(turn, 0, 0, -40)), Map.of());
  }

  /** Twenty degrees that way. */
  private static Rotation turn(HeadTurn turn) {
    float sin = (float) Math.sin(Math.toRadians(10));
    float cos = (float) Math.cos(Math.toRadians(10));
    return switch (turn) {
      case LEFT -> new Rotation(0, sin, 0, cos);
      case RIGHT -> new Rotation(0, -sin, 0, cos);
      case DOWN -> new Rotation(sin, 0, 0, cos);
      case UP -> new Rotation(-sin, 0, 0, cos);
      case TILT_RIGHT -> new Rotation(0, 0, sin, cos);
      case TILT_LEFT -> new Rotation(0, 0, -sin, cos);
    };
  }
}
