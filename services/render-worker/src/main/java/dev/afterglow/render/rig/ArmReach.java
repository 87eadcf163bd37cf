package dev.afterglow.render.rig;

import dev.afterglow.render.figure.Model;
import dev.afterglow.render.space.Turn;
import java.util.Arrays;

/**
 * The two bones of an arm and the turns that bring its wrist to a place: the angle at the shoulder
 * follows from the three lengths (law of cosines), the elbow lies on the side of a pole. A place
 * that is too far is reached for with an arm that is almost straight, one that is too near with one
 * that is almost folded. Turns are against the T-pose, in the world. Allocates nothing once made.
 */
final class ArmReach {
  /** What of the hand's turn about the forearm the forearm takes. */
  static final float TWIST_SHARE = 0.6f;

  /** An elbow is never quite straight; a share of the arm. */
  static final double MOST_REACH = 0.995;

  private static final double LEAST_REACH = 1e-4;
  private static final double PARALLEL = 1e-3;

  final int upper;
  final int lower;
  final int wrist;
  private final NodePose pose;
  private final int side;
  private final int[] below;
  private final double upperLength;
  private final double lowerLength;
  private final double[] upperAxis = new double[3];
  private final double[] lowerAxis = new double[3];
  private final double[] hinge = new double[3];
  private final float[] matrix = new float[16];
  private final float[] upperTurn = new float[4];
  private final float[] lowerTurn = new float[4];
  private final float[] twist = new float[4];

  /**
   * @param pose at rest and placed
   */
  ArmReach(Model figure, NodePose pose, int side, int upper, int lower, int wrist) {
    this.pose = pose;
    this.side = side;
    this.upper = upper;
    this.lower = lower;
    this.wrist = wrist;
    this.below = below(figure, upper);
    this.upperLength = pose.distance(upper, lower);
    this.lowerLength = pose.distance(lower, wrist);
  }

  /** From the upper arm's joint to the wrist with the elbow straight, metres. */
  double length() {
    return upperLength + lowerLength;
  }

  /**
   * Works out both bones' turns.
   *
   * @param toWrist from the upper arm's joint to where the wrist is wanted, metres; changed
   * @param pole where the elbow goes, of any length; where it is along the way to the wrist the
   *     elbow goes outwards or, of an arm to the side, back; changed
   */
  void solve(double[] toWrist, double[] pole) {
    double arm = length();
    double far = size(toWrist);
    if (far < LEAST_REACH * arm) {
      toWrist[1] = -1;
    }
    unit(toWrist);
    far =
        Math.clamp(far, Math.abs(upperLength - lowerLength) + LEAST_REACH * arm, MOST_REACH * arm);
    across(pole, toWrist);
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
    frame(upperAxis, upperTurn);
    frame(lowerAxis, lowerTurn);
  }

  /** Gives the part of the hand's turn that is about the forearm to the forearm in part. */
  void twist(float[] handTurn) {
    Turn.conjugate(lowerTurn, twist);
    Turn.multiply(twist, handTurn, twist);
    double length = Math.hypot(twist[0], twist[3]);
    if (length < 1e-6) {
      return;
    }
    twist[0] = (float) (twist[0] / length);
    twist[1] = 0;
    twist[2] = 0;
    twist[3] = (float) (twist[3] / length);
    Turn.share(twist, TWIST_SHARE, twist);
    Turn.multiply(lowerTurn, twist, lowerTurn);
  }

  /** Turns upper arm and forearm as worked out, and places all that hangs on them. */
  void turn() {
    pose.turnTo(upper, upperTurn);
    pose.place(below);
    pose.turnTo(lower, lowerTurn);
    pose.place(below);
  }

  /** Places all of the arm. */
  void place() {
    pose.place(below);
  }

  /** Makes the pole of length 1 and square to a direction of length 1. */
  private void across(double[] pole, double[] direction) {
    unit(pole);
    if (!square(pole, direction)) {
      pole[0] = side;
      pole[1] = 0;
      pole[2] = 0;
      if (!square(pole, direction)) {
        pole[0] = 0;
        pole[2] = -1;
        square(pole, direction);
      }
    }
  }

  private static boolean square(double[] pole, double[] direction) {
    double along = dot(pole, direction);
    for (int k = 0; k < 3; k++) {
      pole[k] -= along * direction[k];
    }
    boolean apart = size(pole) > PARALLEL;
    unit(pole);
    return apart;
  }

  /** The turn that brings the T-pose's arm along an axis and its elbow's hinge along ours. */
  private void frame(double[] axis, float[] out) {
    for (int k = 0; k < 3; k++) {
      matrix[k] = (float) (side * axis[k]);
      matrix[4 + k] = (float) (side * hinge[k]);
    }
    third(matrix, out);
  }

  /** Completes a matrix by its third column and reads the turn off it. */
  static void third(float[] matrix, float[] out) {
    matrix[8] = matrix[1] * matrix[6] - matrix[2] * matrix[5];
    matrix[9] = matrix[2] * matrix[4] - matrix[0] * matrix[6];
    matrix[10] = matrix[0] * matrix[5] - matrix[1] * matrix[4];
    Turn.ofMatrix(matrix, 0, out);
  }

  static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  static double size(double[] v) {
    return Math.sqrt(dot(v, v));
  }

  static void unit(double[] v) {
    double length = Math.max(1e-9, size(v));
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
}
