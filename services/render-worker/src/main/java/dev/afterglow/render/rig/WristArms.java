package dev.afterglow.render.rig;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.space.Turn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Both arms of a figure where the drive tracks wrists alone ({@link WristArm}), and the eyes that
 * wrists are measured from: midway between the eye bones or, without them, {@value #EYES_UP_M} m
 * above the head's joint and {@value #EYES_AHEAD_M} m before it, turned with the head. A figure
 * without a head bone has no such arms.
 */
final class WristArms {
  private static final float EYES_UP_M = 0.06f;
  private static final float EYES_AHEAD_M = 0.08f;
  private static final HumanoidBone[] TRUNK = {
    HumanoidBone.UPPER_CHEST, HumanoidBone.CHEST, HumanoidBone.SPINE, HumanoidBone.HIPS
  };

  private final NodePose pose;
  private final int head;
  private final int chest;
  private final float[] toEyes = {0, EYES_UP_M, EYES_AHEAD_M};
  private final float[] headTurn = new float[4];
  private final float[] eyes = new float[3];
  private @Nullable WristArm left;
  private @Nullable WristArm right;

  /**
   * @param pose at rest and placed
   */
  WristArms(NodePose pose, Map<HumanoidBone, Integer> bones) {
    this.pose = pose;
    this.head = bones.getOrDefault(HumanoidBone.HEAD, -1);
    this.chest = chest(bones);
    Integer leftEye = bones.get(HumanoidBone.LEFT_EYE);
    Integer rightEye = bones.get(HumanoidBone.RIGHT_EYE);
    if (head >= 0 && leftEye != null && rightEye != null) {
      double[] a = pose.between(head, leftEye);
      double[] b = pose.between(head, rightEye);
      for (int k = 0; k < 3; k++) {
        toEyes[k] = (float) ((a[k] + b[k]) / 2);
      }
    }
  }

  /** The trunk's uppermost bone, or -1. */
  static int chest(Map<HumanoidBone, Integer> bones) {
    for (HumanoidBone bone : TRUNK) {
      Integer node = bones.get(bone);
      if (node != null) {
        return node;
      }
    }
    return -1;
  }

  void add(Hand hand, ArmReach reach) {
    if (head < 0) {
      return;
    }
    WristArm arm = new WristArm(pose, hand, reach, chest);
    if (hand == Hand.LEFT) {
      left = arm;
    } else {
      right = arm;
    }
  }

  /** Forgets what was tracked. */
  void rest() {
    if (left != null) {
      left.rest();
    }
    if (right != null) {
      right.rest();
    }
  }

  /** Whether a tracked wrist decides how that arm is, since {@link #apply}. */
  boolean moves(@Nullable Hand hand) {
    WristArm arm = hand == null ? null : hand == Hand.LEFT ? left : right;
    return arm != null && arm.moves();
  }

  /** Poses the arms whose wrists are tracked, of a figure that is placed; places their nodes. */
  void apply(MotionFrame motion) {
    if (left == null && right == null) {
      return;
    }
    pose.turnedFromRest(head, headTurn);
    Turn.apply(headTurn, toEyes[0], toEyes[1], toEyes[2], eyes);
    for (int k = 0; k < 3; k++) {
      eyes[k] += pose.world()[head * 16 + 12 + k];
    }
    apply(left, motion, Hand.LEFT);
    apply(right, motion, Hand.RIGHT);
  }

  private void apply(@Nullable WristArm arm, MotionFrame motion, Hand hand) {
    if (arm != null) {
      boolean driven =
          motion.bones().containsKey(hand.upperArm())
              || motion.bones().containsKey(hand.lowerArm());
      arm.apply(motion, eyes, driven);
    }
  }
}
