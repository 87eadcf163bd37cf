package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.bell;
import static dev.afterglow.house.mesh.Curves.clamp;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.mesh.Vec3;

/** The skin as a function: from a row's ray and a column's bearing to a point on the head. */
final class HeadSurface {
  private static final double START_CM = 40;
  private static final int STEPS = 90;
  static final double UPPER_LIP_CM = 0.62;
  static final double LOWER_LIP_CM = 0.82;

  private HeadSurface() {}

  /** Which side of a slit a row counts to. */
  enum Edge {
    ABOVE,
    BELOW
  }

  /** The skin where the ray of {@code row} and {@code degrees} leaves the head, lids as posed. */
  static Vec3 point(HeadGrid.Row row, double degrees, Edge edge, FacePose pose) {
    double y = row.originY();
    if (Math.abs(row.climb()) < 1e-9) {
      y = lidWarp(y - Eye.Y_CM, degrees, edge, pose) + Eye.Y_CM;
    }
    double bearing = Math.toRadians(degrees);
    double climb = Math.toRadians(climb(row, degrees));
    Vec3 origin = new Vec3(0, y, row.originZ());
    Vec3 direction =
        new Vec3(
            Math.sin(bearing) * Math.cos(climb),
            Math.sin(climb),
            Math.cos(bearing) * Math.cos(climb));
    double t = start(row);
    for (int i = 0; i < STEPS; i++) {
      double d = HeadSolid.distance(origin.plus(direction.times(t)));
      t -= 0.9 * d;
      if (Math.abs(d) < 1e-4 || t < 0.2) {
        break;
      }
    }
    return origin.plus(direction.times(t));
  }

  /** Rays that dip under the jaw in front stay flatter behind, where there is no jaw. */
  private static double climb(HeadGrid.Row row, double degrees) {
    boolean underJaw = row.climb() < -3.5 && row.originY() > -12;
    return underJaw
        ? row.climb() * (1 - 0.7 * smoothStep(55, 140, Math.abs(degrees)))
        : row.climb();
  }

  /** Rays that leave downward under the jaw start above the shoulders. */
  private static double start(HeadGrid.Row row) {
    if (row.originY() < -12 || row.climb() > -10) {
      return START_CM;
    }
    return Math.min(START_CM, (-15.5 - row.originY()) / Math.sin(Math.toRadians(row.climb())));
  }

  /** Moves a row's height so that the lids' edges part; far from the eye it stays. */
  private static double lidWarp(double y, double degrees, Edge edge, FacePose pose) {
    int side = degrees >= 0 ? 1 : -1;
    double s = HeadGrid.eyeS(degrees, side);
    LidPose lids = pose.lids(side);
    double tilt = tilt(s) * fade(Math.abs(y) / 3.0);
    boolean above = y > 1e-9 || (Math.abs(y) <= 1e-9 && edge == Edge.ABOVE);
    return above
        ? y + tilt + lids.upper(s) * fade(y / 3.0)
        : y + tilt - lids.lower(s) * fade(-y / 2.6);
  }

  /** The slit rises toward the outer corner. */
  private static double tilt(double s) {
    return 0.16 * clamp(s, -1, 1) * bell(Math.max(0, Math.abs(s) - 1), 0, 0.5);
  }

  /** Height of a lid's edge at rest over the head's origin, centimetres. */
  static double margin(double s, boolean upper) {
    double edge = upper ? LidPose.REST.upper(s) : -LidPose.REST.lower(s);
    return Eye.Y_CM + tilt(s) + edge;
  }

  private static double fade(double t) {
    return 1 - smoothStep(0, 1, t);
  }

  /** How far the lips stand out at a place of the mouth, centimetres. */
  static double lipBulge(double s, double d, boolean upper) {
    double a = Math.abs(s);
    if (a > 1.1) {
      return 0;
    }
    double full = Math.pow(clamp(1 - a * a / 1.21, 0, 1), 0.8);
    double q = Math.abs(d) / lipHeight(s, upper);
    double roll = 0.34 * smoothStep(-0.1, 0.45, q) + 0.06;
    double out = roll * (1 - smoothStep(0.45, 1.35, q));
    return out * full * (upper ? 0.85 : 1.0);
  }

  /** Height of the red of the lip at {@code s}, centimetres; the upper one has a cupid's bow. */
  static double lipHeight(double s, boolean upper) {
    double a = Math.min(1, Math.abs(s));
    double taper = Math.pow(1 - a * a, 0.55);
    if (!upper) {
      return Math.max(0.05, LOWER_LIP_CM * taper);
    }
    double bow = 1 - 0.16 * bell(s, 0, 0.14) + 0.10 * bell(a, 0.24, 0.16);
    return Math.max(0.05, UPPER_LIP_CM * taper * bow);
  }
}
