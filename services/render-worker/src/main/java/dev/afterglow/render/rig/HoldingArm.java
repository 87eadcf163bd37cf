package dev.afterglow.render.rig;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.space.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An arm that presents what its hand holds while nobody drives it. The wrist goes to a fixed place
 * before the chest, given by the upper arm's joint and shares of the arm's length ({@link #REACH}),
 * by two bones: the angle at the shoulder follows from the three lengths (law of cosines), and the
 * elbow hangs down and outwards ({@link #POLE}). The palm looks ahead and the fingers up, all as
 * the chest stands. The forearm takes 0.6 of the turn about its own axis. Fingers that are not
 * driven lie flat behind what is held, and the thumb closes over its side. An arm that is driven is
 * left alone; of one whose wrist alone is driven, the wrist's turn is kept.
 */
final class HoldingArm {
  /** From the upper arm's joint to the wrist: outwards, up and ahead, shares of the arm. */
  static final float[] REACH = {-0.06f, 0.02f, 0.53f};

  /** Where the elbow hangs: outwards, up and ahead. */
  static final float[] POLE = {0.45f, -1, -0.15f};

  /** Where the fingers point: outwards, up and ahead. */
  static final float[] FINGERS = {-0.12f, 1, 0.05f};

  private static final float THUMB_CLOSES = (float) Math.toRadians(26);
  private final NodePose pose;
  private final Hand hand;
  private final ArmReach reach;
  private final int chest;
  private final Digit[] digits;
  private final float[] chestTurn = {0, 0, 0, 1};
  private final double[] toWrist = new double[3];
  private final double[] pole = new double[3];
  private final double[] aside = new double[3];
  private final float[] rotated = new float[3];
  private final float[] matrix = new float[16];
  private final float[] handTurn = new float[4];

  /** A finger's bone and how it turns in the T-pose to hold something. */
  @SuppressWarnings("ArrayRecordComponent") // made once, never written
  private record Digit(HumanoidBone bone, int node, float[] turn) {}

  /**
   * Of a figure that has both bones of the arm.
   *
   * @param pose at rest and placed
   * @param chest the trunk's uppermost bone, or -1
   */
  HoldingArm(
      NodePose pose, Map<HumanoidBone, Integer> bones, Hand hand, ArmReach reach, int chest) {
    this.pose = pose;
    this.hand = hand;
    this.reach = reach;
    this.chest = chest;
    this.digits = digits(pose, bones, hand);
  }

  /** Whether the drive moves this arm itself. */
  boolean driven(MotionFrame motion) {
    return motion.bones().containsKey(hand.upperArm())
        || motion.bones().containsKey(hand.lowerArm());
  }

  /** Poses an arm that is not driven; places its nodes. Allocates nothing. */
  void apply(MotionFrame motion) {
    if (chest >= 0) {
      pose.turnedFromRest(chest, chestTurn);
    }
    chestward(REACH, toWrist);
    for (int k = 0; k < 3; k++) {
      toWrist[k] *= reach.length();
    }
    chestward(POLE, pole);
    reach.solve(toWrist, pole);
    palmAhead();
    reach.twist(handTurn);
    reach.turn();
    if (!motion.bones().containsKey(hand.bone())) {
      pose.turnTo(reach.wrist, handTurn);
    }
    close(motion);
    reach.place();
  }

  /** Turns the fingers that nobody drives; places nothing. */
  void close(MotionFrame motion) {
    for (Digit digit : digits) {
      if (!motion.bones().containsKey(digit.bone)) {
        pose.toRest(digit.node);
        pose.turn(digit.node, digit.turn);
      }
    }
  }

  /** Places all of the arm. */
  void place() {
    reach.place();
  }

  private void palmAhead() {
    chestward(FINGERS, pole);
    ArmReach.unit(pole);
    aside[0] = 0;
    aside[1] = 0;
    aside[2] = 1;
    rotate(aside);
    double along = ArmReach.dot(aside, pole);
    for (int k = 0; k < 3; k++) {
      aside[k] -= along * pole[k];
    }
    ArmReach.unit(aside);
    for (int k = 0; k < 3; k++) {
      matrix[k] = (float) (hand.side * pole[k]);
      matrix[4 + k] = (float) -aside[k];
    }
    ArmReach.third(matrix, handTurn);
  }

  /** A direction given outwards, up and ahead, in the world as the chest stands. */
  private void chestward(float[] from, double[] out) {
    out[0] = hand.side * from[0];
    out[1] = from[1];
    out[2] = from[2];
    rotate(out);
  }

  private void rotate(double[] v) {
    Turn.apply(chestTurn, (float) v[0], (float) v[1], (float) v[2], rotated);
    v[0] = rotated[0];
    v[1] = rotated[1];
    v[2] = rotated[2];
  }

  private static Digit[] digits(NodePose pose, Map<HumanoidBone, Integer> bones, Hand hand) {
    List<Digit> out = new ArrayList<>();
    for (HumanoidBone[] finger : hand.fingers()) {
      double first = droop(pose, bones, finger[0], finger[1]);
      double next = droop(pose, bones, finger[1], finger[2]) - first;
      double[] lifts = {first, next, next};
      for (int i = 0; i < 3; i++) {
        Integer node = bones.get(finger[i]);
        if (node != null) {
          out.add(new Digit(finger[i], node, about(0, 0, 1, hand.side * lifts[i])));
        }
      }
    }
    HumanoidBone[] thumb = hand.thumb();
    for (int i = 0; i < thumb.length; i++) {
      Integer node = bones.get(thumb[i]);
      if (node != null) {
        double angle = i == 0 ? THUMB_CLOSES : THUMB_CLOSES / 4;
        out.add(new Digit(thumb[i], node, about(0.72, 0, -0.69 * hand.side, angle)));
      }
    }
    return out.toArray(Digit[]::new);
  }

  /** How far a finger's bone points below the palm's plane in the T-pose, 0 to 45 degrees. */
  private static double droop(
      NodePose pose, Map<HumanoidBone, Integer> bones, HumanoidBone from, HumanoidBone to) {
    Integer a = bones.get(from);
    Integer b = bones.get(to);
    if (a == null || b == null) {
      return 0;
    }
    double[] v = pose.between(a, b);
    return Math.clamp(Math.atan2(-v[1], Math.hypot(v[0], v[2])), 0, Math.PI / 4);
  }

  private static float[] about(double x, double y, double z, double radians) {
    double length = Math.sqrt(x * x + y * y + z * z);
    double sin = Math.sin(radians / 2) / length;
    return new float[] {
      (float) (x * sin), (float) (y * sin), (float) (z * sin), (float) Math.cos(radians / 2)
    };
  }
}
