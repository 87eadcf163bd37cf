package dev.afterglow.codec.rokoko;

import dev.afterglow.codec.BodyTree;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.Turns;
import dev.afterglow.codec.Weights;
import dev.afterglow.codec.json.JsonDatagram;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.drive.ShapeWeights;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One actor of a frame. The actor's name is not kept.
 *
 * <p>Face values are percentages and are clamped to 0 to 1. An all-zero quaternion says that the
 * bone is not tracked. What {@code meta} says is missing does not count.
 */
final class StudioActor {
  private static final float PER_CENT = 100;

  private final ShapeWeights.Builder weights = ShapeWeights.builder();
  private final Map<HumanoidBone, Rotation> commons = new EnumMap<>(HumanoidBone.class);
  private final double[] quaternion = new double[4];
  private boolean hasFace = true;
  private boolean hasBody = true;
  private boolean hasGloves = true;
  private boolean face;

  void read(JsonDatagram json, String name) throws IOException {
    switch (name) {
      case "meta" -> json.members(this::meta);
      case "body" -> {
        if (!json.isNull()) {
          json.members(this::bone);
        }
      }
      case "face" -> {
        if (!json.isNull()) {
          json.members(this::shape);
        }
      }
      default -> {
        // Names, colours, dimensions.
      }
    }
  }

  /** The actor's frame, or null when nothing of the actor is tracked. */
  @Nullable MotionFrame frame(long timeUs) {
    boolean withFace = hasFace && face;
    boolean withBody = (hasBody || hasGloves) && !commons.isEmpty();
    if (!withFace && !withBody) {
      return null;
    }
    return new MotionFrame(
        timeUs,
        withFace ? weights.build() : ShapeWeights.NONE,
        Optional.empty(),
        withBody ? BodyTree.locals(commons) : Map.of());
  }

  private void meta(JsonDatagram json, String name) {
    switch (name) {
      case "hasFace" -> hasFace = json.flag();
      case "hasBody" -> hasBody = json.flag();
      case "hasGloves" -> hasGloves = json.flag();
      default -> {
        // Newer versions tell the gloves apart.
      }
    }
  }

  private void shape(JsonDatagram json, String name) throws IOException {
    ArkitShape shape = ShapeAliases.find(name).orElse(null);
    if (shape == null) {
      return;
    }
    float weight = (float) json.number() / PER_CENT;
    if (!Weights.plausible(weight)) {
      json.fail(RejectReason.OUT_OF_RANGE);
      return;
    }
    weights.set(shape, Weights.clamp(weight));
    face = true;
  }

  private void bone(JsonDatagram json, String name) throws IOException {
    StudioBone bone = StudioBone.BY_NAME.get(name);
    if (bone == null) {
      return;
    }
    boolean[] turned = new boolean[1];
    json.members(
        (part, partName) -> {
          if (partName.equals("rotation")) {
            part.members(this::quaternionPart);
            turned[0] = true;
          }
        });
    if (turned[0]) {
      put(json, bone);
    }
  }

  private void put(JsonDatagram json, StudioBone bone) {
    float x = (float) quaternion[0];
    float y = (float) quaternion[1];
    float z = (float) quaternion[2];
    float w = (float) quaternion[3];
    Arrays.fill(quaternion, 0);
    if (x == 0 && y == 0 && z == 0 && w == 0) {
      return;
    }
    Rotation rotation = Turns.of(x, y, z, w);
    if (rotation == null) {
      json.fail(RejectReason.OUT_OF_RANGE);
      return;
    }
    commons.put(bone.bone(), bone.common(rotation));
  }

  private void quaternionPart(JsonDatagram json, String name) throws IOException {
    int i = name.length() == 1 ? "xyzw".indexOf(name) : -1;
    if (i >= 0) {
      quaternion[i] = json.number();
    }
  }
}
