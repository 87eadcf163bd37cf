package dev.afterglow.house.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A growing mesh with texture coordinates and bone weights; lengths in metres. */
public final class Piece {
  public final List<Vec3> points = new ArrayList<>();
  public final List<double[]> uvs = new ArrayList<>();
  public final List<Weights> weights = new ArrayList<>();
  public final List<int[]> triangles = new ArrayList<>();

  public int add(Vec3 p, double[] uv, Weights w) {
    points.add(p);
    uvs.add(uv);
    weights.add(w);
    return points.size() - 1;
  }

  /** Two triangles; corners counter-clockwise seen from outside. */
  public void quad(int a, int b, int c, int d) {
    triangles.add(new int[] {a, b, c});
    triangles.add(new int[] {a, c, d});
  }

  /**
   * Weaves rows of points. Outside is where, with rows going up, columns run to the right.
   *
   * @param rows the same count of points each; a closed ring repeats its first point at the end
   * @param uv from (column, row), each 0 to 1, to the picture
   */
  public void weave(Vec3[][] rows, Function<double[], double[]> uv, WeightField field) {
    int columns = rows[0].length;
    int first = points.size();
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns; c++) {
        double u = c / (columns - 1.0);
        double v = r / (rows.length - 1.0);
        add(rows[r][c], uv.apply(new double[] {u, v}), field.at(rows[r][c], u, v));
      }
    }
    for (int r = 0; r + 1 < rows.length; r++) {
      for (int c = 0; c + 1 < columns; c++) {
        int a = first + r * columns + c;
        quad(a, a + 1, a + columns + 1, a + columns);
      }
    }
  }

  /** Adds another piece's vertices and triangles. */
  public void join(Piece o) {
    int first = points.size();
    points.addAll(o.points);
    uvs.addAll(o.uvs);
    weights.addAll(o.weights);
    for (int[] t : o.triangles) {
      triangles.add(new int[] {t[0] + first, t[1] + first, t[2] + first});
    }
  }

  /** Bone weights of a place on a woven piece. */
  @FunctionalInterface
  public interface WeightField {
    Weights at(Vec3 p, double u, double v);
  }
}
