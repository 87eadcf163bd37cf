package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.mesh.Vec3;

/**
 * One person's body below the head; metres.
 *
 * @param torso the trunk
 * @param upperArm from shoulder to elbow
 * @param lowerArm from elbow to wrist
 * @param hand size of the hands against the sculpted ones
 * @param arm girth of the arms against the sculpted ones
 * @param neck radius of what lies round the neck
 */
public record Build(
    TorsoForm torso, double upperArm, double lowerArm, double hand, double arm, double neck) {
  /** A slender woman. */
  public static final Build SLENDER = new Build(TorsoForm.SLENDER, 0.230, 0.206, 1, 1, 0.0435);

  /** A broad-shouldered man. */
  public static final Build BROAD = new Build(TorsoForm.BROAD, 0.258, 0.232, 1.1, 1.16, 0.0500);

  private static final double NECK_Z = -0.0085;
  private static final double NECK_LEAN = 0.1;
  private static final double NECK_Y = 1.340;

  /**
   * A place over a closed trunk that runs up into the neck.
   *
   * @param bearing 0 in front, a quarter turn on the left
   * @param off how far outside
   */
  Vec3 at(double y, double bearing, double off) {
    double up = smoothStep(1.292, 1.340, y);
    return torso.at(y, bearing, off).toward(ring(y, bearing, off), up);
  }

  /** A place round the neck. */
  Vec3 ring(double y, double bearing, double off) {
    double radius = neck + off + 0.020 * smoothStep(NECK_Y, 1.300, y);
    double z = NECK_Z + NECK_LEAN * (y - NECK_Y);
    return new Vec3(radius * Math.sin(bearing), y, z + 1.06 * radius * Math.cos(bearing));
  }
}
