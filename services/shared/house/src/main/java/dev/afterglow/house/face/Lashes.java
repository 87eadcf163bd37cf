package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.clamp;
import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.atlas.FaceAtlas;
import dev.afterglow.house.face.HeadSurface.Edge;
import dev.afterglow.house.mesh.Vec3;
import java.util.ArrayList;
import java.util.List;

/** A dark band along the upper lid's edge that ends in points, longest at the outer corner. */
final class Lashes implements FacePiece {
  private static final int STEPS = 40;
  private static final int ROWS = 3;

  /** A place that no movement of the mouth reaches. */
  private static final double FAR = 9;

  private final int side;
  private final double reach;
  private final List<int[]> triangles = new ArrayList<>();

  /**
   * @param reach their length against that of made-up ones
   */
  Lashes(int side, double reach) {
    this.side = side;
    this.reach = reach;
    for (int i = 0; i + 1 < STEPS; i++) {
      for (int r = 0; r + 1 < ROWS; r++) {
        int a = i * ROWS + r;
        int b = a + ROWS;
        both(a, b, b + 1, a + 1);
        both(b, a, a + 1, b + 1);
      }
    }
  }

  private void both(int a, int b, int c, int d) {
    triangles.add(new int[] {a, b, c});
    triangles.add(new int[] {a, c, d});
  }

  @Override
  public Vec3[] points(FacePose pose) {
    Vec3[] out = new Vec3[STEPS * ROWS];
    Vec3 centre = Eye.centre(side);
    LidPose lids = pose.lids(side);
    double open = clamp(1 - lids.close() + 0.3 * lids.lift(), 0, 1.2);
    for (int i = 0; i < STEPS; i++) {
      double s = mix(-0.93, 1.04, i / (STEPS - 1.0));
      Vec3 edge = edge(Math.min(s, 0.995), pose);
      Vec3 away = edge.minus(centre).unit();
      double tooth = i % 3 == 1 ? 1 : 0.7;
      double length = reach * tooth * mix(0.05, 0.55, Math.pow((s + 1) / 2, 1.6)) + 0.02;
      Vec3 lean =
          away.times(0.75)
              .plus(new Vec3(0.28 * side * Math.max(0, s), mix(-0.45, 0.62, open), 0))
              .unit();
      double thick =
          (0.04 + 0.06 * reach) * smoothStep(-0.95, -0.2, s) * (1 - 0.5 * smoothStep(0.8, 1.04, s))
              + 0.02;
      Vec3 foot = centre.plus(away.times(edge.minus(centre).length() + 0.015));
      Vec3 rise = new Vec3(0, mix(-0.2, 1, open), 0.25).unit();
      out[i * ROWS] = foot.plus(rise.times(-0.03));
      out[i * ROWS + 1] = foot.plus(rise.times(thick)).plus(away.times(0.05));
      out[i * ROWS + 2] = foot.plus(lean.times(thick + length));
      Vec3 carried = carried(edge, pose);
      for (int r = 0; r < ROWS; r++) {
        out[i * ROWS + r] = out[i * ROWS + r].plus(carried);
      }
    }
    return out;
  }

  /** How far the skin under a lash is moved. */
  private static Vec3 carried(Vec3 edge, FacePose pose) {
    Vec3 sum = Vec3.ZERO;
    for (Deform move : pose.moves()) {
      sum = sum.plus(move.at(new Site(edge, Site.Lip.UPPER, FAR, FAR, 0)));
    }
    return sum;
  }

  private Vec3 edge(double s, FacePose pose) {
    double middle = (HeadGrid.EYE_INNER_DEGREES + HeadGrid.EYE_OUTER_DEGREES) / 2;
    double half = (HeadGrid.EYE_OUTER_DEGREES - HeadGrid.EYE_INNER_DEGREES) / 2;
    double degrees = side * (middle + half * s);
    return HeadSurface.point(new HeadGrid.Row(Eye.Y_CM, 1.0, 0), degrees, Edge.ABOVE, pose);
  }

  @Override
  public int[][] triangles() {
    return triangles.toArray(int[][]::new);
  }

  @Override
  public double[][] uvs() {
    double[][] out = new double[STEPS * ROWS][];
    java.util.Arrays.fill(out, FaceAtlas.LASH.centre());
    return out;
  }
}
