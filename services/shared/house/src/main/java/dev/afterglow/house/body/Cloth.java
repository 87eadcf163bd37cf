package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Curves.mix;

import dev.afterglow.house.atlas.FaceAtlas.Cell;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Vec3;
import java.util.function.DoubleUnaryOperator;

/** Sews pieces of clothes that lie over a closed trunk; heights in metres, bearings in radians. */
final class Cloth {
  private static final double LEAF_GAP = 0.07;

  private final Piece piece = new Piece();
  private final Build build;

  Cloth(Build build) {
    this.build = build;
  }

  /** What is sewn so far. */
  Piece piece() {
    return piece;
  }

  /** How far cloth lies outside of the trunk at a height and a bearing, metres. */
  @FunctionalInterface
  interface Off {
    double at(double y, double bearing);
  }

  /** A tube round the trunk; its picture runs once round, the front in its middle. */
  void shell(double low, double high, int rows, int columns, Off off, Cell cell) {
    panel(low, high, rows, columns, y -> Math.PI, off, cell);
  }

  /**
   * A panel over the front.
   *
   * @param half how far it reaches to each side at a height
   */
  void panel(
      double low,
      double high,
      int rows,
      int columns,
      DoubleUnaryOperator half,
      Off off,
      Cell cell) {
    Vec3[][] grid = new Vec3[rows][columns];
    for (int r = 0; r < rows; r++) {
      double y = mix(low, high, r / (rows - 1.0));
      double side = half.applyAsDouble(y);
      for (int c = 0; c < columns; c++) {
        double bearing = mix(-side, side, c / (columns - 1.0));
        grid[r][c] = build.at(y, bearing, off.at(y, bearing));
      }
    }
    weave(grid, cell);
  }

  /**
   * A collar that stands round the neck, open by a notch in front, with an inside.
   *
   * @param low height of its foot
   * @param front height of its edge in front
   * @param back height of its edge behind
   */
  void standing(double low, double front, double back, double off, Cell cell) {
    int columns = 49;
    double[] up = {0, 0.35, 0.75, 1, 1, 0.5};
    double[] out = {0.0035, 0.002, 0.001, 0.0004, -0.0024, -0.0024};
    Vec3[][] grid = new Vec3[up.length][columns];
    for (int c = 0; c < columns; c++) {
      double bearing = mix(-Math.PI, Math.PI, c / (columns - 1.0));
      double notch = 0.011 * Math.exp(-Math.pow(bearing / 0.20, 2));
      double top = mix(front, back, (1 - Math.cos(bearing)) / 2) - notch;
      for (int r = 0; r < up.length; r++) {
        grid[r][c] = build.ring(mix(low, top, up[r]), bearing, off + out[r]);
      }
    }
    weave(grid, cell);
  }

  /**
   * A collar that stands and falls over in two leaves with points.
   *
   * @param drop how far it falls behind
   * @param point how much farther its points fall
   */
  void leaves(double low, double front, double back, double drop, double point, Cell cell) {
    int columns = 53;
    int fall = 6;
    Vec3[][] grid = new Vec3[fall + 3][columns];
    for (int c = 0; c < columns; c++) {
      double bearing = mix(2 * Math.PI - LEAF_GAP, LEAF_GAP, c / (columns - 1.0));
      double aside = Math.min(bearing, 2 * Math.PI - bearing);
      double top = mix(front, back, (1 - Math.cos(bearing)) / 2);
      double tip = point * Math.exp(-Math.pow((aside - 0.34) / 0.38, 2));
      grid[0][c] = build.ring(low, bearing, -0.001);
      grid[1][c] = build.ring(mix(low, top, 0.7), bearing, 0.0);
      for (int k = 0; k <= fall; k++) {
        double t = k / (double) fall;
        double y = top - (drop + tip) * t;
        double roll = 0.0035 * Math.sin(Math.PI * Math.min(1, 1.4 * t));
        grid[2 + k][c] = build.at(y, bearing, 0.0035 + roll + 0.0125 * Math.pow(t, 0.8));
      }
    }
    weave(grid, cell);
  }

  /** A band that follows a line of (bearing, height, off) with the given half width. */
  void band(double[][] line, double halfWidth, Cell cell) {
    int rows = line.length;
    Vec3[] centre = new Vec3[rows];
    for (int r = 0; r < rows; r++) {
      centre[r] = build.at(line[r][1], line[r][0], line[r][2]);
    }
    Vec3[][] grid = new Vec3[rows][3];
    for (int r = 0; r < rows; r++) {
      Vec3 ahead = centre[Math.min(rows - 1, r + 1)].minus(centre[Math.max(0, r - 1)]).unit();
      double b = line[r][0];
      Vec3 over = build.at(line[r][1], b, line[r][2] + 0.01).minus(centre[r]);
      Vec3 right = ahead.cross(over).unit();
      for (int c = 0; c < 3; c++) {
        double lift = c == 1 ? 0.1 : 0;
        grid[r][c] = centre[r].plus(right.times((c - 1) * halfWidth)).plus(over.times(lift));
      }
    }
    weave(grid, cell);
  }

  /** A round button on the cloth. */
  void button(double y, double bearing, double off, double radius, Cell cell) {
    Vec3 centre = build.at(y, bearing, off);
    Vec3 out = build.at(y, bearing, off + 0.01).minus(centre).unit();
    Vec3 right = Vec3.UP.cross(out).unit();
    Vec3 up = out.cross(right);
    int around = 11;
    double[] wide = {1, 0.94, 0.6, 0.01};
    double[] high = {-0.30, 0.12, 0.30, 0.24};
    Vec3[][] grid = new Vec3[wide.length][around];
    for (int r = 0; r < wide.length; r++) {
      for (int k = 0; k < around; k++) {
        double a = 2 * Math.PI * k / (around - 1.0);
        grid[r][k] =
            centre
                .plus(right.times(radius * wide[r] * Math.cos(a)))
                .plus(up.times(radius * wide[r] * Math.sin(a)))
                .plus(out.times(radius * high[r]));
      }
    }
    weave(grid, cell);
  }

  private void weave(Vec3[][] grid, Cell cell) {
    piece.weave(grid, uv -> cell.at(uv[0], 1 - uv[1]), (p, u, v) -> build.torso().weights(p));
  }
}
