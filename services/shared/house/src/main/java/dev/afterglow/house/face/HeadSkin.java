package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.atlas.FaceAtlas;
import dev.afterglow.house.face.HeadSurface.Edge;
import dev.afterglow.house.face.Site.Lip;
import dev.afterglow.house.mesh.Occlusion;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Vec3;
import java.util.ArrayList;
import java.util.List;

/** The skin of head, neck and throat with its slits for the eyes and the mouth. */
final class HeadSkin implements FacePiece {
  private static final double[][] LIP_LINING = {
    {0.10, 0.05}, {0.35, 0.16}, {0.65, 0.30}, {0.95, 0.55}
  };

  private static final int RIM = -1;
  private static final double SHADOW_REACH_M = 0.097;

  private final HeadGrid grid = new HeadGrid();
  private final List<Knot> knots = new ArrayList<>();
  private final List<int[]> triangles = new ArrayList<>();
  private final int[][] above;
  private final int[][] below;
  private final double[] rowHeight;
  private final Vec3[] rest;

  /**
   * A vertex before it is placed; {@code lining} counts the steps behind a slit's edge, {@link
   * #RIM} is the edge itself as the lining wears it.
   */
  private record Knot(int row, int column, Edge edge, int eyeSide, int lining) {}

  HeadSkin() {
    int rows = grid.rows.size();
    int columns = grid.columns.length;
    above = new int[rows][columns];
    below = new int[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        below[r][c] = add(new Knot(r, c, Edge.BELOW, 0, 0));
        above[r][c] = slit(r, c) ? add(new Knot(r, c, Edge.ABOVE, 0, 0)) : below[r][c];
      }
    }
    weave(rows, columns);
    lineEyes();
    lineMouth();
    rowHeight = new double[rows];
    for (int r = 0; r < rows; r++) {
      rowHeight[r] = HeadSurface.point(grid.rows.get(r), 0, Edge.ABOVE, FacePose.REST).y();
    }
    rest = place(FacePose.REST);
  }

  private int add(Knot knot) {
    knots.add(knot);
    return knots.size() - 1;
  }

  private boolean slit(int row, int column) {
    double degrees = grid.columns[column];
    if (row == grid.mouthRow) {
      return Math.abs(HeadGrid.mouthS(degrees)) < 1 - 1e-9;
    }
    return row == grid.eyeRow && Math.abs(HeadGrid.eyeS(degrees, sideOf(degrees))) < 1 - 1e-9;
  }

  private static int sideOf(double degrees) {
    return degrees >= 0 ? 1 : -1;
  }

  private void weave(int rows, int columns) {
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c + 1 < columns; c++) {
        quad(above[r][c], above[r][c + 1], below[r + 1][c + 1], below[r + 1][c]);
      }
    }
    int crown = add(new Knot(rows, 0, Edge.BELOW, 0, 0));
    for (int c = 0; c + 1 < columns; c++) {
      triangles.add(new int[] {below[rows - 1][c], below[rows - 1][c + 1], crown});
    }
  }

  /** Corners in order round the quad, seen from outside. */
  private void quad(int a, int b, int c, int d) {
    triangles.add(new int[] {a, b, c});
    triangles.add(new int[] {a, c, d});
  }

  /** Gives the lids their thickness: a rim from each edge back to the eyeball. */
  private void lineEyes() {
    int r = grid.eyeRow;
    for (int side = -1; side <= 1; side += 2) {
      int before = -1;
      int[] last = {};
      for (int c = 0; c < grid.columns.length; c++) {
        double degrees = grid.columns[c];
        boolean corner =
            sideOf(degrees) == side
                && (slit(r, c) || (c > 0 && slit(r, c - 1)) || slitAt(r, c + 1));
        if (!corner || sideOf(degrees) != side) {
          continue;
        }
        int[] now = {
          add(new Knot(r, c, Edge.ABOVE, 0, RIM)),
          add(new Knot(r, c, Edge.ABOVE, side, 1)),
          add(new Knot(r, c, Edge.BELOW, 0, RIM)),
          add(new Knot(r, c, Edge.BELOW, side, 1))
        };
        if (before >= 0 && c == before + 1) {
          quad(now[0], last[0], last[1], now[1]);
          quad(last[2], now[2], now[3], last[3]);
        }
        before = c;
        last = now;
      }
    }
  }

  private boolean slitAt(int row, int column) {
    return column < grid.columns.length && slit(row, column);
  }

  /** Rolls the lips inward behind the mouth's slit. */
  private void lineMouth() {
    int r = grid.mouthRow;
    int[] lastUpper = {};
    int[] lastLower = {};
    for (int c = 1; c + 1 < grid.columns.length; c++) {
      if (!(slit(r, c) || slit(r, c - 1) || slit(r, c + 1))) {
        continue;
      }
      int[] upper = new int[LIP_LINING.length + 1];
      int[] lower = new int[LIP_LINING.length + 1];
      upper[0] = add(new Knot(r, c, Edge.ABOVE, 0, RIM));
      lower[0] = add(new Knot(r, c, Edge.BELOW, 0, RIM));
      for (int k = 1; k < upper.length; k++) {
        upper[k] = add(new Knot(r, c, Edge.ABOVE, 0, k));
        lower[k] = add(new Knot(r, c, Edge.BELOW, 0, k));
      }
      for (int k = 1; lastUpper.length > 0 && k < upper.length; k++) {
        quad(upper[k - 1], lastUpper[k - 1], lastUpper[k], upper[k]);
        quad(lastLower[k - 1], lower[k - 1], lower[k], lastLower[k]);
      }
      lastUpper = upper;
      lastLower = lower;
    }
  }

  @Override
  public Vec3[] points(FacePose pose) {
    boolean sameLids = pose.left().equals(LidPose.REST) && pose.right().equals(LidPose.REST);
    Vec3[] placed = sameLids ? rest.clone() : place(pose);
    if (pose.moves().isEmpty()) {
      return placed;
    }
    for (int i = 0; i < placed.length; i++) {
      Site site = site(i);
      for (Deform move : pose.moves()) {
        placed[i] = placed[i].plus(move.at(site));
      }
    }
    return placed;
  }

  private Vec3[] place(FacePose pose) {
    Vec3[] out = new Vec3[knots.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = place(knots.get(i), pose);
    }
    return out;
  }

  private Vec3 place(Knot knot, FacePose pose) {
    if (knot.row == grid.rows.size()) {
      return HeadSurface.point(new HeadGrid.Row(2.5, -0.9, 90), 0, Edge.BELOW, pose);
    }
    double degrees = grid.columns[knot.column];
    Vec3 p = HeadSurface.point(grid.rows.get(knot.row), degrees, knot.edge, pose);
    p = p.plus(new Vec3(0, faintSmile(degrees, heightOverMouth(knot.row)), 0));
    if (knot.eyeSide != 0) {
      Vec3 centre = Eye.centre(knot.eyeSide);
      Vec3 out = p.minus(centre);
      return centre.plus(out.times((Eye.RADIUS_CM - 0.04) / out.length()));
    }
    return withLips(knot, p, degrees);
  }

  /** Even at rest the mouth's corners rise a little. */
  private static double faintSmile(double degrees, double d) {
    double s = Math.abs(HeadGrid.mouthS(degrees));
    double side = s < 1 ? s * s : 1 - smoothStep(0, 1.2, s - 1);
    return 0.17 * side * (1 - smoothStep(0, 2.2, Math.abs(d)));
  }

  private Vec3 withLips(Knot knot, Vec3 p, double degrees) {
    double s = HeadGrid.mouthS(degrees);
    if (knot.lining > 0) {
      double[] lining = LIP_LINING[knot.lining - 1];
      boolean upper = knot.edge == Edge.ABOVE;
      double narrow = 1 - 0.03 * knot.lining * s * s;
      Vec3 edge = p.plus(outward(p).times(HeadSurface.lipBulge(s, 0, upper)));
      double open = Math.max(0, 1 - s * s);
      return new Vec3(
          edge.x() * narrow,
          edge.y() + (upper ? lining[1] : -lining[1]) * open,
          edge.z() - lining[0]);
    }
    double d = heightOverMouth(knot.row);
    if (Math.abs(d) > 2.5 || Math.abs(s) > 1.1) {
      return p;
    }
    boolean upper = d > 1e-9 || (knot.row == grid.mouthRow && knot.edge == Edge.ABOVE);
    return p.plus(outward(p).times(HeadSurface.lipBulge(s, d, upper)));
  }

  private static Vec3 outward(Vec3 p) {
    return new Vec3(0.35 * p.x() / 2.4, 0, 1).unit();
  }

  Site site(int vertex) {
    Knot knot = knots.get(vertex);
    if (knot.row == grid.rows.size()) {
      return Site.rigid(rest[vertex], 0);
    }
    double degrees = grid.columns[knot.column];
    double s = HeadGrid.mouthS(degrees);
    double d = rowHeight[knot.row] - rowHeight[grid.mouthRow];
    boolean upper =
        knot.row > grid.mouthRow || (knot.row == grid.mouthRow && knot.edge == Edge.ABOVE);
    return new Site(
        rest[vertex],
        upper ? Lip.UPPER : Lip.LOWER,
        s,
        d,
        jaw(knot.row, Math.abs(degrees), s, d, upper));
  }

  /** 1 on the lower lip and chin, less toward the corners, cheeks and neck. */
  private double jaw(int row, double degrees, double s, double d, boolean upper) {
    double a = Math.min(1, Math.abs(s));
    double corner = 0.42 * (1 - smoothStep(HeadGrid.MOUTH_HALF_DEGREES, 62, degrees));
    if (upper) {
      double edge = corner * Math.pow(a, 2.5);
      return edge * (1 - smoothStep(0, 3.4, d));
    }
    double edge = mix(1, corner, Math.pow(a, 2.2));
    double chin = 1 - smoothStep(30, 84, degrees);
    double t = smoothStep(0, 1, -d / 2.4);
    return mix(edge, chin, t) * smoothStep(12, 21, row);
  }

  @Override
  public int[][] triangles() {
    return triangles.toArray(int[][]::new);
  }

  @Override
  public double[][] uvs() {
    double[][] out = new double[knots.size()][];
    for (int i = 0; i < out.length; i++) {
      Knot k = knots.get(i);
      if (k.lining != 0) {
        out[i] = k.row == grid.eyeRow ? FaceAtlas.LID_RIM.centre() : FaceAtlas.LIP_LINING.centre();
      } else {
        out[i] =
            FaceAtlas.HEAD.at(
                k.column / (grid.columns.length - 1.0), 1 - k.row / (double) grid.rows.size());
      }
    }
    return out;
  }

  /** How open each row and column's place is to the light, 0 to 1. */
  double[][] openness(Occlusion occlusion, Features features) {
    List<Vec3> placed = new ArrayList<>();
    for (Vec3 p : rest) {
      placed.add(features.world(p));
    }
    Vec3[] normals = Surface.normals(placed, triangles, p -> p.z() < 0);
    double[][] out = new double[grid.rows.size()][grid.columns.length];
    for (int r = 0; r < out.length; r++) {
      for (int c = 0; c < out[r].length; c++) {
        int vertex = above[r][c];
        out[r][c] = occlusion.open(placed.get(vertex), normals[vertex], SHADOW_REACH_M);
      }
    }
    return out;
  }

  HeadGrid grid() {
    return grid;
  }

  /** Vertex at a row and column, on the given side where there is a slit. */
  Vec3 restAt(int row, int column, Edge edge) {
    return rest[(edge == Edge.ABOVE ? above : below)[row][column]];
  }

  double heightOverMouth(int row) {
    return rowHeight[row] - rowHeight[grid.mouthRow];
  }
}
