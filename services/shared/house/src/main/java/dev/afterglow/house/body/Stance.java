package dev.afterglow.house.body;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the presenter stands when nothing else is asked of her: arms down, elbows a little bent. The
 * body is sculpted in this stance and then carried back to the T-pose that VRM asks for, so the
 * stance, not the T-pose, is the shape without any stretching.
 */
public final class Stance {
  private static final Vec3 X = new Vec3(1, 0, 0);
  private static final Vec3 Y = new Vec3(0, 1, 0);
  private static final Vec3 Z = new Vec3(0, 0, 1);

  private Stance() {}

  /** Local rotations of the bones that are not as in the T-pose. */
  public static Map<HumanoidBone, Rotation> turns() {
    Map<HumanoidBone, Rotation> turns = new EnumMap<>(HumanoidBone.class);
    Rotation shoulder = Rotation.about(Z, -4);
    Rotation upper = Rotation.about(X, -4).times(Rotation.about(Z, -69));
    Rotation lower = Rotation.about(Y, -30).times(Rotation.about(Z, -4));
    Rotation hand = Rotation.about(Z, -6).times(Rotation.about(X, -12));
    both(turns, HumanoidBone.LEFT_SHOULDER, HumanoidBone.RIGHT_SHOULDER, shoulder);
    both(turns, HumanoidBone.LEFT_UPPER_ARM, HumanoidBone.RIGHT_UPPER_ARM, upper);
    both(turns, HumanoidBone.LEFT_LOWER_ARM, HumanoidBone.RIGHT_LOWER_ARM, lower);
    both(turns, HumanoidBone.LEFT_HAND, HumanoidBone.RIGHT_HAND, hand);
    return turns;
  }

  private static void both(
      Map<HumanoidBone, Rotation> turns, HumanoidBone left, HumanoidBone right, Rotation turn) {
    turns.put(left, turn);
    turns.put(right, turn.mirrored());
  }
}
