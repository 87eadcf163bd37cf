package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Curves.smoothStep;
import static dev.afterglow.house.mesh.Curves.through;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import java.util.EnumMap;
import java.util.Map;

/**
 * A trunk's outline at each height, metres, and which bones it follows.
 *
 * @param halfWidth at the heights of {@link #Y}
 * @param front how far it reaches to the front there
 * @param back how far it reaches to the back there
 * @param bust how far the breast stands out
 * @param shoulderX where the upper arm begins
 */
@SuppressWarnings("ArrayRecordComponent") // tables, never written
record TorsoForm(double[] halfWidth, double[] front, double[] back, double bust, double shoulderX) {
  private static final double[] Y = {
    0.50, 0.80, 0.86, 0.93, 1.00, 1.06, 1.12, 1.18, 1.23, 1.262, 1.285, 1.305, 1.322, 1.338, 1.350
  };

  /** Narrow shoulders, a waist. */
  static final TorsoForm SLENDER =
      new TorsoForm(
          new double[] {
            0.160, 0.168, 0.165, 0.154, 0.132, 0.120, 0.124, 0.133, 0.140, 0.143, 0.134, 0.106,
            0.076, 0.055, 0.048
          },
          new double[] {
            0.115, 0.118, 0.114, 0.104, 0.094, 0.091, 0.099, 0.107, 0.100, 0.088, 0.074, 0.060,
            0.048, 0.039, 0.035
          },
          new double[] {
            0.120, 0.124, 0.121, 0.108, 0.092, 0.087, 0.091, 0.097, 0.097, 0.092, 0.085, 0.075,
            0.064, 0.055, 0.051
          },
          0.020,
          0.136);

  /** Broad shoulders and chest, hardly a waist. */
  static final TorsoForm BROAD =
      new TorsoForm(
          new double[] {
            0.160, 0.166, 0.163, 0.156, 0.150, 0.149, 0.156, 0.165, 0.170, 0.171, 0.160, 0.131,
            0.096, 0.068, 0.056
          },
          new double[] {
            0.116, 0.118, 0.117, 0.113, 0.110, 0.111, 0.116, 0.119, 0.112, 0.099, 0.085, 0.070,
            0.056, 0.045, 0.040
          },
          new double[] {
            0.120, 0.122, 0.119, 0.110, 0.102, 0.101, 0.106, 0.112, 0.113, 0.108, 0.098, 0.086,
            0.073, 0.062, 0.057
          },
          0.008,
          0.158);

  /**
   * The surface at a height and a bearing (0 front, quarter turn left), moved out by {@code off}.
   */
  Vec3 at(double y, double bearing, double off) {
    double s = Math.sin(bearing);
    double c = Math.cos(bearing);
    double power = 0.86;
    double x = Math.signum(s) * Math.pow(Math.abs(s), power) * (through(Y, halfWidth, y) + off);
    double depth = c > 0 ? through(Y, front, y) : through(Y, back, y);
    double z = Math.signum(c) * Math.pow(Math.abs(c), power) * (depth + off);
    double breast =
        c > 0
            ? bust
                * (Math.exp(-sq((x - 0.064) / 0.046) - sq((y - 1.168) / 0.052))
                    + Math.exp(-sq((x + 0.064) / 0.046) - sq((y - 1.168) / 0.052)))
            : 0;
    return new Vec3(x, y, z + breast - 0.012 * smoothStep(1.2, 1.33, y));
  }

  private static double sq(double v) {
    return v * v;
  }

  /** Bones of the trunk; near the shoulders the arms take part. */
  Weights weights(Vec3 p) {
    Map<HumanoidBone, Double> w = new EnumMap<>(HumanoidBone.class);
    double spine = smoothStep(0.95, 1.06, p.y());
    double chest = smoothStep(1.06, 1.18, p.y());
    double neck = smoothStep(1.32, 1.38, p.y()) * 0.4;
    double arm = armShare(p);
    boolean left = p.x() > 0;
    double girdle =
        0.55 * smoothStep(0.05, shoulderX - 0.006, Math.abs(p.x())) * smoothStep(1.19, 1.27, p.y());
    double trunk = (1 - arm) * (1 - girdle);
    w.put(HumanoidBone.HIPS, (1 - spine) * trunk);
    w.put(HumanoidBone.SPINE, spine * (1 - chest) * trunk);
    w.put(HumanoidBone.CHEST, chest * (1 - neck) * trunk);
    w.put(HumanoidBone.NECK, neck * trunk);
    w.put(left ? HumanoidBone.LEFT_SHOULDER : HumanoidBone.RIGHT_SHOULDER, (1 - arm) * girdle);
    w.put(left ? HumanoidBone.LEFT_UPPER_ARM : HumanoidBone.RIGHT_UPPER_ARM, arm);
    return Weights.of(w);
  }

  /** How much a place near the shoulder follows the upper arm. */
  double armShare(Vec3 p) {
    return 0.8
        * smoothStep(shoulderX - 0.036, shoulderX + 0.036, Math.abs(p.x()))
        * smoothStep(1.13, 1.23, p.y());
  }
}
