package dev.afterglow.codec.vmc;

import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Weights;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What has come since the last frame. NaN and null stand for what has not. */
final class Pending {
  private static final ArkitShape[] SHAPES = ArkitShape.values();
  private static final HumanoidBone[] BONES = HumanoidBone.values();
  private static final VmcNames.Tracker[] TRACKERS = VmcNames.Tracker.values();
  private static final VrmExpression[] EXPRESSIONS = VrmExpression.values();
  private static final double MICROS = 1e6;

  private final float[] shapes = new float[SHAPES.length];
  private final float[] expressions = new float[EXPRESSIONS.length];
  private final @Nullable Rotation[] bones = new @Nullable Rotation[BONES.length];
  private final float[] places = new float[3 * TRACKERS.length];
  private boolean face;
  private boolean body;
  private boolean loaded = true;
  private float seconds = Float.NaN;

  Pending() {
    clear();
  }

  /** Takes over all that another holds. */
  void copy(Pending other) {
    System.arraycopy(other.shapes, 0, shapes, 0, shapes.length);
    System.arraycopy(other.expressions, 0, expressions, 0, expressions.length);
    System.arraycopy(other.bones, 0, bones, 0, bones.length);
    System.arraycopy(other.places, 0, places, 0, places.length);
    face = other.face;
    body = other.body;
    loaded = other.loaded;
    seconds = other.seconds;
  }

  void clear() {
    Arrays.fill(shapes, Float.NaN);
    Arrays.fill(expressions, Float.NaN);
    Arrays.fill(bones, null);
    Arrays.fill(places, Float.NaN);
    face = false;
    body = false;
  }

  void set(ArkitShape shape, float weight) {
    shapes[shape.ordinal()] = Weights.clamp(weight);
    face = true;
  }

  void set(VrmExpression expression, float weight) {
    expressions[expression.ordinal()] = Weights.clamp(weight);
    face = true;
  }

  void set(HumanoidBone bone, Rotation rotation) {
    bones[bone.ordinal()] = rotation;
    body = true;
  }

  /** A device's place, metres in the drive model's axes. */
  void set(VmcNames.Tracker tracker, float x, float y, float z) {
    int at = 3 * tracker.ordinal();
    places[at] = x;
    places[at + 1] = y;
    places[at + 2] = z;
  }

  /** Whether the device has come, and neither face nor body beside it. */
  boolean trackersAloneHave(VmcNames.Tracker tracker) {
    return !face && !body && has(tracker);
  }

  private boolean has(VmcNames.Tracker tracker) {
    return !Float.isNaN(places[3 * tracker.ordinal()]);
  }

  void setLoaded(boolean loaded) {
    this.loaded = loaded;
  }

  void setSeconds(float seconds) {
    this.seconds = seconds;
  }

  boolean loaded() {
    return loaded;
  }

  /** Whether the bone has come, and no face beside it. */
  boolean bodyAloneHas(HumanoidBone bone) {
    return !face && bones[bone.ordinal()] != null;
  }

  boolean isEmpty() {
    return !face && !body && wrists().isEmpty();
  }

  SourceFrame frame(long timeUs) {
    MotionFrame motion =
        new MotionFrame(timeUs, weights(), Optional.empty(), rotations(), wrists());
    OptionalLong senderTimeUs =
        Float.isNaN(seconds) ? OptionalLong.empty() : OptionalLong.of((long) (seconds * MICROS));
    return new SourceFrame(motion, 0, OptionalLong.empty(), senderTimeUs);
  }

  /** Wrists against the eyes; none without eyes, nor where the arm came as bones. */
  private Wrists wrists() {
    if (!has(VmcNames.Tracker.EYES)) {
      return Wrists.NONE;
    }
    return Wrists.of(
        wrist(
            VmcNames.Tracker.LEFT_WRIST, HumanoidBone.LEFT_UPPER_ARM, HumanoidBone.LEFT_LOWER_ARM),
        wrist(
            VmcNames.Tracker.RIGHT_WRIST,
            HumanoidBone.RIGHT_UPPER_ARM,
            HumanoidBone.RIGHT_LOWER_ARM));
  }

  private @Nullable WristPose wrist(
      VmcNames.Tracker tracker, HumanoidBone upperArm, HumanoidBone lowerArm) {
    if (!has(tracker) || bones[upperArm.ordinal()] != null || bones[lowerArm.ordinal()] != null) {
      return null;
    }
    int at = 3 * tracker.ordinal();
    float x = places[at] - places[0];
    float y = places[at + 1] - places[1];
    float z = places[at + 2] - places[2];
    float far = Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z)));
    return far <= WristPose.REACH_M ? new WristPose(x, y, z, Optional.empty()) : null;
  }

  private ShapeWeights weights() {
    if (!face) {
      return ShapeWeights.NONE;
    }
    // A shape that came by its own name counts for itself; expressions fill in the others.
    float[] sum = shapes.clone();
    for (VrmExpression expression : EXPRESSIONS) {
      float weight = expressions[expression.ordinal()];
      if (!Float.isNaN(weight)) {
        expression.parts().forEach((shape, part) -> raise(sum, shape, part * weight));
      }
    }
    ShapeWeights.Builder weights = ShapeWeights.builder();
    for (ArkitShape shape : SHAPES) {
      if (!Float.isNaN(sum[shape.ordinal()])) {
        weights.set(shape, sum[shape.ordinal()]);
      }
    }
    return weights.build();
  }

  private void raise(float[] sum, ArkitShape shape, float weight) {
    int i = shape.ordinal();
    if (Float.isNaN(shapes[i])) {
      sum[i] = Float.isNaN(sum[i]) ? weight : Math.max(sum[i], weight);
    }
  }

  private Map<HumanoidBone, Rotation> rotations() {
    if (!body) {
      return Map.of();
    }
    Map<HumanoidBone, Rotation> rotations = new EnumMap<>(HumanoidBone.class);
    for (HumanoidBone bone : BONES) {
      Rotation rotation = bones[bone.ordinal()];
      if (rotation != null) {
        rotations.put(bone, rotation);
      }
    }
    return rotations;
  }
}
