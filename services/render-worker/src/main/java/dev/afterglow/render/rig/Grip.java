package dev.afterglow.render.rig;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.render.space.Mat4;
import java.util.Map;

/**
 * Where a hand holds things. In the T-pose, with the palm down, the grip lies {@value #ALONG} m
 * from the wrist along the fingers, {@value #BELOW} m below the wrist's middle, which is before the
 * palm, and {@value #AHEAD} m towards the thumb, all for a hand whose middle finger begins {@value
 * #USUAL_PALM} m from the wrist, and in proportion for another. What is held has its upright axis
 * along the fingers and its front where the palm looks. Its size is its own: the hand's does not
 * scale it.
 */
final class Grip {
  static final double ALONG = 0.062;
  static final double BELOW = 0.022;
  static final double AHEAD = 0.002;
  static final double USUAL_PALM = 0.0863;

  /** From elbow to wrist, of the hand that the numbers above are for. */
  private static final double USUAL_LOWER_ARM = 0.206;

  private final NodePose pose;
  private final int node;
  private final float[] grip = new float[16];
  private final float[] turn = new float[4];
  private final float[] placed = new float[16];
  private final float[] origin = new float[3];

  private static final float[] UNSCALED = {1, 1, 1};

  /**
   * @param pose at rest and placed
   * @param bones the hand's among them
   */
  Grip(NodePose pose, Map<HumanoidBone, Integer> bones, Hand hand) {
    this.pose = pose;
    this.node = bones.getOrDefault(hand.bone(), -1);
    float size = size(pose, bones, hand, node);
    grip[2] = -hand.side;
    grip[4] = hand.side;
    grip[9] = -1;
    grip[12] = (float) (hand.side * ALONG * size);
    grip[13] = (float) (-BELOW * size);
    grip[14] = (float) (AHEAD * size);
    grip[15] = 1;
  }

  /** The grip's own space to the world, without scale; 16 values. */
  void place(float[] out) {
    pose.turnedFromRest(node, turn);
    System.arraycopy(pose.world(), node * 16 + 12, origin, 0, 3);
    Mat4.compose(origin, turn, UNSCALED, placed, 0);
    Mat4.multiply(placed, grip, out);
  }

  private static float size(NodePose pose, Map<HumanoidBone, Integer> bones, Hand hand, int node) {
    Integer finger = bones.get(hand.fingers()[1][0]);
    if (finger != null) {
      return (float) (pose.distance(node, finger) / USUAL_PALM);
    }
    Integer lowerArm = bones.get(hand.lowerArm());
    return lowerArm == null ? 1 : (float) (pose.distance(lowerArm, node) / USUAL_LOWER_ARM);
  }
}
