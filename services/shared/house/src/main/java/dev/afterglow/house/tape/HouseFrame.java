package dev.afterglow.house.tape;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Rotation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One moment of a tape.
 *
 * @param timeMs since the tape's start
 * @param shapes all 52 weights, 0 to 1
 * @param head 4x4 by columns, centimetres in the camera's frame
 * @param bones local rotations against the T-pose; a bone that is not named is not tracked
 */
public record HouseFrame(
    double timeMs,
    Map<ArkitShape, Double> shapes,
    double[] head,
    Map<HumanoidBone, Rotation> bones) {
  public HouseFrame {
    EnumMap<ArkitShape, Double> all = new EnumMap<>(ArkitShape.class);
    for (ArkitShape shape : ArkitShape.values()) {
      all.put(shape, shapes.getOrDefault(shape, 0.0));
    }
    shapes = Collections.unmodifiableMap(all);
    head = head.clone();
    bones = Collections.unmodifiableMap(new EnumMap<>(bones));
  }

  @Override
  public double[] head() {
    return head.clone();
  }

  /** The weight of a shape, 0 to 1. */
  public double weight(ArkitShape shape) {
    return shapes.getOrDefault(shape, 0.0);
  }
}
