package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.mix;

/**
 * How one eye's lids stand.
 *
 * @param close 0 as at rest, 1 shut
 * @param lift how much wider than at rest the upper lid stands, as a part of its height
 * @param lowerLift how much the lower lid is raised, as a part of its height
 */
record LidPose(double close, double lift, double lowerLift) {
  static final LidPose REST = new LidPose(0, 0, 0);
  static final LidPose SHUT = new LidPose(1, 0, 0);

  private static final double UPPER_CM = 0.88;
  private static final double LOWER_CM = 0.72;
  private static final double MEET_CM = 0.30;

  /** Height of the upper margin over the slit's line at {@code s}, centimetres. */
  double upper(double s) {
    return mix(UPPER_CM * (1 + lift), -MEET_CM, close) * arch(s - 0.06 * (1 - s * s));
  }

  /** Depth of the lower margin under the slit's line at {@code s}, centimetres. */
  double lower(double s) {
    return mix(LOWER_CM * (1 - lowerLift), MEET_CM, close) * arch(s + 0.10 * (1 - s * s));
  }

  private static double arch(double s) {
    return Math.abs(s) >= 1 ? 0 : Math.pow(1 - s * s, 0.72);
  }
}
