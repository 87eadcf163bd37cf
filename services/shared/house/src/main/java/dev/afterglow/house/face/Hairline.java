package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.smoothStep;
import static dev.afterglow.house.mesh.Curves.through;

import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.paint.Noise;

/** Where cropped hair begins on the common head: round the forehead, the ears and the nape. */
public final class Hairline {
  /** The point from which bearings and climbs are counted, centimetres. */
  public static final Vec3 MIDDLE = new Vec3(0, 2.5, -0.8);

  private static final double[] BEARING = {0, 18, 34, 46, 55, 63, 72, 82, 100, 112, 126, 180};
  private static final double[] CLIMB = {29, 30.5, 35, 27, 12, -6, -14, -2, -4, -14, -36, -46};

  private Hairline() {}

  /**
   * The lowest hair at a bearing.
   *
   * @param bearingDegrees 0 in front, -180 to 180
   * @return degrees over the level of {@link #MIDDLE}
   */
  public static double climb(double bearingDegrees) {
    return through(BEARING, CLIMB, Math.abs(bearingDegrees));
  }

  /** How much of a place of the skin is covered with roots, 0 to 1, soft at the edge. */
  static double share(Vec3 p) {
    Vec3 d = p.minus(MIDDLE);
    double climb = Math.toDegrees(Math.atan2(d.y(), Math.hypot(d.x(), d.z())));
    double bearing = Math.toDegrees(Math.atan2(d.x(), d.z()));
    double line = climb(bearing) + 1.6 * Noise.at(bearing * 0.9, climb * 0.5);
    return smoothStep(line - 5, line + 4, climb);
  }
}
