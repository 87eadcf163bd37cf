package dev.afterglow.codec.mocopi;

import dev.afterglow.codec.Turns;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The 27 joints by number, each with the humanoid bone that it moves: root; torso 1 to 7; neck 1
 * and 2; head; shoulder, upper arm, lower arm and hand of the left, then of the right; upper leg,
 * lower leg, foot and toes of the left, then of the right. The names are the person's own sides.
 *
 * <p>The spine has more joints than bones. A bone takes the turns of its joints one after the
 * other, which is exact because in the T-pose all joints stand alike.
 */
final class Joints {
  static final int COUNT = 27;

  private static final List<HumanoidBone> BONES =
      List.of(
          HumanoidBone.HIPS,
          HumanoidBone.SPINE,
          HumanoidBone.SPINE,
          HumanoidBone.SPINE,
          HumanoidBone.CHEST,
          HumanoidBone.CHEST,
          HumanoidBone.UPPER_CHEST,
          HumanoidBone.UPPER_CHEST,
          HumanoidBone.NECK,
          HumanoidBone.NECK,
          HumanoidBone.HEAD,
          HumanoidBone.LEFT_SHOULDER,
          HumanoidBone.LEFT_UPPER_ARM,
          HumanoidBone.LEFT_LOWER_ARM,
          HumanoidBone.LEFT_HAND,
          HumanoidBone.RIGHT_SHOULDER,
          HumanoidBone.RIGHT_UPPER_ARM,
          HumanoidBone.RIGHT_LOWER_ARM,
          HumanoidBone.RIGHT_HAND,
          HumanoidBone.LEFT_UPPER_LEG,
          HumanoidBone.LEFT_LOWER_LEG,
          HumanoidBone.LEFT_FOOT,
          HumanoidBone.LEFT_TOES,
          HumanoidBone.RIGHT_UPPER_LEG,
          HumanoidBone.RIGHT_LOWER_LEG,
          HumanoidBone.RIGHT_FOOT,
          HumanoidBone.RIGHT_TOES);

  private Joints() {}

  /** The bones' rotations; null for a joint that has none. */
  static Map<HumanoidBone, Rotation> bones(@Nullable Rotation[] joints) {
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    for (int i = 0; i < COUNT; i++) {
      Rotation joint = joints[i];
      if (joint != null) {
        bones.merge(BONES.get(i), joint, Turns::times);
      }
    }
    return bones;
  }
}
