package dev.afterglow.house.tape;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.body.Stance;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;
import java.util.EnumMap;
import java.util.Map;

/** What the arms can do beside hanging; local rotations against the T-pose. */
enum Gesture {
  /** Both arms as in the stance. */
  REST,
  /** The right hand waves beside the shoulder. */
  WAVE,
  /** The right hand offers something, palm up. */
  OFFER,
  /** Both hands open toward the viewer. */
  OPEN,
  /** The right hand shows, palm to the viewer. */
  SHOW,
  /** The right hand points down to the side, where the cart is. */
  POINT;

  private static final Vec3 X = new Vec3(1, 0, 0);
  private static final Vec3 Y = new Vec3(0, 1, 0);
  private static final Vec3 Z = new Vec3(0, 0, 1);

  /** The rotations of the arms' bones at full strength. */
  Map<HumanoidBone, Rotation> turns() {
    Map<HumanoidBone, Rotation> turns = new EnumMap<>(Stance.turns());
    switch (this) {
      case REST -> {}
      case WAVE -> {
        right(turns, arm(-74, 16, -12), elbow(142), hand(24, -62));
        straighten(turns);
      }
      case OFFER -> right(turns, arm(-68, 6, 2), elbow(108), hand(-12, 72));
      case OPEN -> {
        right(turns, arm(-70, 8, 10), elbow(110), hand(-14, 58));
        left(turns, arm(-70, 8, 10), elbow(110), hand(-14, 58));
      }
      case SHOW -> {
        right(turns, arm(-74, 12, 0), elbow(136), hand(22, -58));
        straighten(turns);
      }
      case POINT -> {
        right(turns, arm(-68, 6, 24), elbow(100), hand(4, -10));
        curl(turns, 62);
      }
    }
    return turns;
  }

  /**
   * Lowers the arm by {@code down}, swings it forward, and twists it outward; left side, degrees.
   */
  private static Rotation arm(double down, double swing, double twist) {
    return Rotation.about(X, swing).times(Rotation.about(Z, down)).times(Rotation.about(X, twist));
  }

  private static Rotation elbow(double bend) {
    return Rotation.about(Y, -bend);
  }

  private static Rotation hand(double bend, double twist) {
    return Rotation.about(X, -twist).times(Rotation.about(Z, bend));
  }

  private static void left(
      Map<HumanoidBone, Rotation> turns, Rotation upper, Rotation lower, Rotation hand) {
    turns.put(HumanoidBone.LEFT_UPPER_ARM, upper);
    turns.put(HumanoidBone.LEFT_LOWER_ARM, lower);
    turns.put(HumanoidBone.LEFT_HAND, hand);
  }

  private static void right(
      Map<HumanoidBone, Rotation> turns, Rotation upper, Rotation lower, Rotation hand) {
    turns.put(HumanoidBone.RIGHT_UPPER_ARM, upper.mirrored());
    turns.put(HumanoidBone.RIGHT_LOWER_ARM, lower.mirrored());
    turns.put(HumanoidBone.RIGHT_HAND, hand.mirrored());
  }

  /** Takes the resting curl out of the right hand's fingers. */
  private static void straighten(Map<HumanoidBone, Rotation> turns) {
    for (String finger : new String[] {"INDEX", "MIDDLE", "RING", "LITTLE"}) {
      for (String part : new String[] {"PROXIMAL", "INTERMEDIATE"}) {
        turns.put(
            HumanoidBone.valueOf("RIGHT_" + finger + "_" + part), Rotation.about(Z, 13).mirrored());
      }
    }
  }

  /** Closes the right hand's fingers, all but the index finger. */
  private static void curl(Map<HumanoidBone, Rotation> turns, double degrees) {
    for (String finger : new String[] {"MIDDLE", "RING", "LITTLE"}) {
      for (String part : new String[] {"PROXIMAL", "INTERMEDIATE"}) {
        turns.put(
            HumanoidBone.valueOf("RIGHT_" + finger + "_" + part),
            Rotation.about(Z, -degrees).mirrored());
      }
    }
  }
}
