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
    cap(hair);
    curtain(hair, random, 26, 0.15, 1.75);
    curtain(hair, random, 30, 0.42, 1.25);
    fringe(hair, random);
    return hair;
  }

  /** The close layer under the locks. */
  private static void cap(Piece hair) {
    int rows = 16;
    int columns = 49;
    Vec3[][] grid = new Vec3[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double bearing = mix(-180, 180, c / (columns - 1.0));
        double end = mix(33, -40, smoothStep(48, 72, Math.abs(bearing)));
        double climb = mix(end, 89.5, r / (rows - 1.0));
        grid[r][c] = Skeleton.headToWorld(HairSolid.on(direction(bearing, climb), -0.35));
      }
    }
    Weights head = Weights.all(HumanoidBone.HEAD);
    hair.weave(grid, uv -> new double[] {4 * uv[0] % 1, 0.9 - 0.8 * uv[1]}, (p, u, v) -> head);
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

  /** Locks that hang round the sides and the back. */
  private static void curtain(
      Piece hair, SplittableRandom random, int count, double off, double halfWidth) {
    for (int i = 0; i < count; i++) {
      double t = (i + 0.5) / count;
      double bearing = mix(56, 304, t) + random.nextDouble(-2.5, 2.5);
      double signed = bearing > 180 ? bearing - 360 : bearing;
      double aside = Math.abs(signed);
      double drop = mix(-47, -50, smoothStep(60, 120, aside)) + random.nextDouble(-2.0, 2.0);
      Vec3 tip = direction(signed, drop);
      Vec3 via = direction(signed * 0.97, 32);
      new Lock(
              root(signed),
              via,
              tip,
              halfWidth * random.nextDouble(0.85, 1.12),
              off + random.nextDouble(-0.10, 0.16),
              -0.5 + random.nextDouble(-0.2, 0.3))
          .build(hair, random.nextInt(4) * 0.25 + 0.005);
    }
  }

  /** The fringe: from the parting across the forehead, longer toward the temples. */
  private static void fringe(Piece hair, SplittableRandom random) {
    double[] right = {-2, -10, -19, -28, -37, -46, -54, -61};
    double[] rightClimb = {14, 9, 5, 2, -3, -11, -22, -34};
    for (int i = 0; i < right.length; i++) {
      lock(hair, random, right[i], rightClimb[i], -1, i);
    }
    double[] left = {26, 34, 42, 49, 56, 62};
    double[] leftClimb = {13, 8, 2, -9, -22, -36};
    for (int i = 0; i < left.length; i++) {
      lock(hair, random, left[i], leftClimb[i], 1, i);
    }
  }

  private static void lock(
      Piece hair, SplittableRandom random, double bearing, double climb, int side, int index) {
    Vec3 root = new Vec3(PART_X + 0.2 * side, 8.2, 6.2 - 0.75 * index);
    Vec3 via = direction(bearing * 0.72 + 4, 36 - 0.5 * index);
    Vec3 tip = direction(bearing + side * 3.0, climb);
    new Lock(root, via, tip, random.nextDouble(1.05, 1.3), 0.45 + 0.06 * (index % 3), 0.12)
        .build(hair, random.nextInt(4) * 0.25 + 0.005);
  }
}
