package dev.afterglow.render.rig;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.space.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An arm that presents what its hand holds while nobody drives it. The wrist goes to a fixed place
 * before the chest, given by the upper arm's joint and shares of the arm's length ({@link #REACH}),
 * by two bones: the angle at the shoulder follows from the three lengths (law of cosines), and the
 * elbow hangs down and outwards ({@link #POLE}). The palm looks ahead and the fingers up, all as
 * the chest stands. The forearm takes {@value #TWIST_SHARE} of the turn about its own axis. Fingers
 * that are not driven lie flat behind what is held, and the thumb closes over its side. An arm that
 * is driven is left alone; of one whose wrist alone is driven, the wrist's turn is kept.
 */
final class HoldingArm {
  /** From the upper arm's joint to the wrist: outwards, up and ahead, shares of the arm. */
  static final float[] REACH = {-0.06f, 0.02f, 0.53f};

  /** Where the elbow hangs: outwards, up and ahead. */
  static final float[] POLE = {0.45f, -1, -0.15f};

  /** Where the fingers point: outwards, up and ahead. */
  static final float[] FINGERS = {-0.12f, 1, 0.05f};

  static final float TWIST_SHARE = 0.6f;

  /** An elbow is never quite straight. */
  private static final double MOST_REACH = 0.995;

  private static final float THUMB_CLOSES = (float) Math.toRadians(26);
  private static final HumanoidBone[] TRUNK = {
    HumanoidBone.UPPER_CHEST, HumanoidBone.CHEST, HumanoidBone.SPINE, HumanoidBone.HIPS
  };

  private final NodePose pose;
  private final Hand hand;
  private final int upper;
  private final int lower;
  private final int wrist;
  private final int chest;
  private final int[] below;
  private final double upperLength;
  private final double lowerLength;
  private final Digit[] digits;
  private final float[] chestTurn = {0, 0, 0, 1};
  private final double[] toWrist = new double[3];
  private final double[] pole = new double[3];
  private final double[] upperAxis = new double[3];
  private final double[] lowerAxis = new double[3];
  private final double[] hinge = new double[3];
  private final double[] aside = new double[3];
  private final float[] rotated = new float[3];
  private final float[] matrix = new float[16];
  private final float[] upperTurn = new float[4];
  private final float[] lowerTurn = new float[4];
  private final float[] handTurn = new float[4];
  private final float[] twist = new float[4];

  /** A finger's bone and how it turns in the T-pose to hold something. */
  @SuppressWarnings("ArrayRecordComponent") // made once, never written
  private record Digit(HumanoidBone bone, int node, float[] turn) {}

  private HoldingArm(
      NodePose pose,
      Hand hand,
      int upper,
      int lower,
      int wrist,
      int chest,
      int[] below,
      Digit[] d) {
    this.pose = pose;
    this.hand = hand;
    this.upper = upper;
    this.lower = lower;
    this.wrist = wrist;
    this.chest = chest;
    this.below = below;
    this.digits = d;
    this.upperLength = pose.distance(upper, lower);
    this.lowerLength = pose.distance(lower, wrist);
  }

  /**
   * Of a figure that has both bones of the arm.
   *
   * @param pose at rest and placed
   */
  static HoldingArm of(Model figure, NodePose pose, Map<HumanoidBone, Integer> bones, Hand hand) {
    int upper = bones.getOrDefault(hand.upperArm(), -1);
    int chest = -1;
    for (int i = 0; i < TRUNK.length && chest < 0; i++) {
      chest = bones.getOrDefault(TRUNK[i], -1);
    }
    return new HoldingArm(
        pose,
        hand,
        upper,
        bones.getOrDefault(hand.lowerArm(), -1),
        bones.getOrDefault(hand.bone(), -1),
        chest,
        below(figure, upper),
        digits(pose, bones, hand));
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
    solve();
    frame(upperAxis, upperTurn);
    frame(lowerAxis, lowerTurn);
    palmAhead();
    twistForearm();
    pose.turnTo(upper, upperTurn);
    pose.place(below);
    pose.turnTo(lower, lowerTurn);
    pose.place(below);
    if (!motion.bones().containsKey(hand.bone())) {
      pose.turnTo(wrist, handTurn);
    }
    close(motion);
    pose.place(below);
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
    pose.place(below);
  }

  /** Directions of both bones, and of the elbow's hinge. */
  private void solve() {
    double arm = upperLength + lowerLength;
    chestward(REACH, toWrist);
    double far = arm * length(toWrist);
    unit(toWrist);
    far = Math.clamp(far, Math.abs(upperLength - lowerLength) + 1e-4 * arm, MOST_REACH * arm);
    chestward(POLE, pole);
    double along = dot(pole, toWrist);
    for (int k = 0; k < 3; k++) {
      pole[k] -= along * toWrist[k];
    }
    unit(pole);
    double cos =
        (upperLength * upperLength + far * far - lowerLength * lowerLength)
            / (2 * upperLength * far);
    cos = Math.clamp(cos, -1.0, 1.0);
    double sin = Math.sqrt(1 - cos * cos);
    for (int k = 0; k < 3; k++) {
      upperAxis[k] = cos * toWrist[k] + sin * pole[k];
      lowerAxis[k] = far * toWrist[k] - upperLength * upperAxis[k];
    }
    unit(lowerAxis);
    cross(lowerAxis, upperAxis, hinge);
    unit(hinge);
  }

  /** The turn that brings the T-pose's arm along an axis and its elbow's hinge along ours. */
  private void frame(double[] axis, float[] out) {
    for (int k = 0; k < 3; k++) {
      matrix[k] = (float) (hand.side * axis[k]);
      matrix[4 + k] = (float) (hand.side * hinge[k]);
    }
    third(out);
  }

  private void palmAhead() {
    chestward(FINGERS, pole);
    unit(pole);
    aside[0] = 0;
    aside[1] = 0;
    aside[2] = 1;
    rotate(aside);
    double along = dot(aside, pole);
    for (int k = 0; k < 3; k++) {
      aside[k] -= along * pole[k];
    }
    unit(aside);
    for (int k = 0; k < 3; k++) {
      matrix[k] = (float) (hand.side * pole[k]);
      matrix[4 + k] = (float) -aside[k];
    }
    third(handTurn);
  }

  /** Completes the matrix by its third column and reads the turn off it. */
  private void third(float[] out) {
    matrix[8] = matrix[1] * matrix[6] - matrix[2] * matrix[5];
    matrix[9] = matrix[2] * matrix[4] - matrix[0] * matrix[6];
    matrix[10] = matrix[0] * matrix[5] - matrix[1] * matrix[4];
    Turn.ofMatrix(matrix, 0, out);
  }

  /** The part of the hand's turn that is about the forearm goes into the forearm in part. */
  private void twistForearm() {
    Turn.conjugate(lowerTurn, twist);
    Turn.multiply(twist, handTurn, twist);
    double size = Math.hypot(twist[0], twist[3]);
    if (size < 1e-6) {
      return;
    }
    twist[0] = (float) (twist[0] / size);
    twist[1] = 0;
    twist[2] = 0;
    twist[3] = (float) (twist[3] / size);
    Turn.share(twist, TWIST_SHARE, twist);
    Turn.multiply(lowerTurn, twist, lowerTurn);
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

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double length(double[] v) {
    return Math.sqrt(dot(v, v));
  }

  private static void unit(double[] v) {
    double length = Math.max(1e-9, length(v));
    for (int k = 0; k < 3; k++) {
      v[k] /= length;
    }
  }

  private static void cross(double[] a, double[] b, double[] out) {
    out[0] = a[1] * b[2] - a[2] * b[1];
    out[1] = a[2] * b[0] - a[0] * b[2];
    out[2] = a[0] * b[1] - a[1] * b[0];
  }

  /** A node and all below it, parents first. */
  private static int[] below(Model figure, int top) {
    boolean[] in = new boolean[figure.nodes().size()];
    int[] out = new int[in.length];
    int count = 0;
    for (int n = 0; n < in.length; n++) {
      int parent = figure.nodes().get(n).parent();
      in[n] = n == top || (parent >= 0 && in[parent]);
      if (in[n]) {
        out[count++] = n;
      }
    }
    return Arrays.copyOf(out, count);
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
