package dev.afterglow.house.hair;

import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import java.util.SplittableRandom;

/** A chin-length bob with a side parting and a fringe combed across the forehead. */
public final class Hair {
  private static final long SEED = 20_261_122L;
  private static final double PART_X = 2.3;

  private Hair() {}

  /** The hair, bound to the head; metres. */
  public static Piece build() {
    Piece hair = new Piece();
    SplittableRandom random = new SplittableRandom(SEED);
    underlay(hair);
    curtain(hair, random);
    frame(hair, random);
    fringe(hair, random);
    return hair;
  }

  /** The closed layer under the locks, down to the tips at the sides and the back. */
  private static void underlay(Piece hair) {
    int rows = 20;
    int columns = 57;
    Vec3[][] grid = new Vec3[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double bearing = mix(-180, 180, c / (columns - 1.0));
        double aside = Math.abs(bearing);
        double hairline = Math.exp(-Math.pow((bearing - 14) / 11, 2));
        double end =
            mix(
                mix(11.5 + 27.5 * hairline, 2, smoothStep(26, 52, aside)),
                -47,
                smoothStep(52, 66, aside));
        double climb = mix(end, 89.5, r / (rows - 1.0));
        double ripple = 0.10 * Math.sin(bearing * 0.9) * smoothStep(70, 20, climb);
        grid[r][c] = Skeleton.headToWorld(HairSolid.on(direction(bearing, climb), -0.32 + ripple));
      }
    }
    Weights head = Weights.all(HumanoidBone.HEAD);
    hair.weave(
        grid,
        uv -> new double[] {0.02 + 0.96 * Math.abs(uv[0] * 6 % 2 - 1), 0.97 - 0.94 * uv[1]},
        (p, u, v) -> head);
  }

  private static Vec3 direction(double bearingDegrees, double climbDegrees) {
    double b = Math.toRadians(bearingDegrees);
    double c = Math.toRadians(climbDegrees);
    return new Vec3(Math.sin(b) * Math.cos(c), Math.sin(c), Math.cos(b) * Math.cos(c));
  }

  /** Where the parting lies for hair that falls toward a bearing. */
  private static Vec3 root(double bearing) {
    double forward = Math.max(0, Math.cos(Math.toRadians(bearing)));
    double z = mix(-3.5, 6.0, Math.pow(forward, 0.7));
    double x = PART_X + (bearing > 0 ? 0.25 : -0.25);
    return new Vec3(x, 8.6, z + 0.8);
  }

  /** Locks that hang round the sides and the back and turn in under the chin. */
  private static void curtain(Piece hair, SplittableRandom random) {
    int count = 52;
    for (int i = 0; i < count; i++) {
      double t = (i + 0.5) / count;
      double bearing = mix(54, 306, t) + random.nextDouble(-1.5, 1.5);
      double signed = bearing > 180 ? bearing - 360 : bearing;
      double drop = -51.5 + random.nextDouble(-2.0, 1.4);
      double width = mix(0.85, 1.2, smoothStep(54, 100, Math.abs(signed)));
      new Lock(
              root(signed),
              direction(signed * 0.97, 30),
              direction(signed, drop),
              width * random.nextDouble(0.9, 1.15),
              0.12 + (i % 2) * 0.17 + random.nextDouble(-0.06, 0.08),
              -0.75)
          .build(hair, random.nextInt(4) * 0.25 + 0.005);
    }
  }

  /** The fringe: from the parting across the forehead, longer toward the temples. */
  private static void fringe(Piece hair, SplittableRandom random) {
    double[] right = {4, -1, -6, -11, -16, -21, -26, -31, -36, -41, -45.5, -50, -54, -58};
    double[] rightClimb = {13, 11.5, 10, 8.5, 7.5, 6.5, 5, 3.5, 1.5, -2, -6.5, -13, -22, -33};
    for (int i = 0; i < right.length; i++) {
      lock(hair, random, right[i], rightClimb[i], -1, i);
    }
    double[] left = {24, 29, 34, 39, 44, 48.5, 53, 58};
    double[] leftClimb = {14, 11, 8, 4.5, 0, -7, -17, -33};
    for (int i = 0; i < left.length; i++) {
      lock(hair, random, left[i], leftClimb[i], 1, i);
    }
  }

  /** Two locks a side that fall before the ears and frame the face. */
  private static void frame(Piece hair, SplittableRandom random) {
    for (double bearing : new double[] {-49, -55, 50, 56}) {
      new Lock(
              root(bearing),
              direction(bearing * 0.94, 28),
              direction(bearing * 0.98, -49),
              1.15,
              0.20 + 0.15 * (Math.abs(bearing) % 2),
              -0.9)
          .build(hair, random.nextInt(4) * 0.25 + 0.005);
    }
  }

  private static void lock(
      Piece hair, SplittableRandom random, double bearing, double climb, int side, int index) {
    Vec3 root = new Vec3(PART_X + 0.2 * side, 8.2, 6.2 - 0.45 * index);
    Vec3 via = direction(bearing * 0.70 + 5, 37 - 0.33 * index);
    Vec3 tip = direction(bearing + side * 5.0, climb + random.nextDouble(-0.9, 0.9));
    double long0 = climb < -12 ? -0.6 : 0.12;
    new Lock(root, via, tip, random.nextDouble(0.85, 1.05), 0.40 + 0.08 * (index % 2), long0)
        .build(hair, random.nextInt(4) * 0.25 + 0.005);
  }
}
