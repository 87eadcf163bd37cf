package dev.afterglow.codec.vmc;

import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Weights;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
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
  private static final VrmExpression[] EXPRESSIONS = VrmExpression.values();
  private static final double MICROS = 1e6;

  private final float[] shapes = new float[SHAPES.length];
  private final float[] expressions = new float[EXPRESSIONS.length];
  private final @Nullable Rotation[] bones = new @Nullable Rotation[BONES.length];
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
    face = other.face;
    body = other.body;
    loaded = other.loaded;
    seconds = other.seconds;
  }

  void clear() {
    Arrays.fill(shapes, Float.NaN);
    Arrays.fill(expressions, Float.NaN);
    Arrays.fill(bones, null);
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
    return !face && !body;
  }

  SourceFrame frame(long timeUs) {
    MotionFrame motion = new MotionFrame(timeUs, weights(), Optional.empty(), rotations());
    OptionalLong senderTimeUs =
        Float.isNaN(seconds) ? OptionalLong.empty() : OptionalLong.of((long) (seconds * MICROS));
    return new SourceFrame(motion, 0, OptionalLong.empty(), senderTimeUs);
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
