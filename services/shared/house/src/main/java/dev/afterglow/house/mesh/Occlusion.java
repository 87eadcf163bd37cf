package dev.afterglow.house.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much of the open sky a place sees, by casting rays against triangles in a tree of boxes.
 * Baked into the picture it gives soft contact shadows to a renderer that has none.
 */
public final class Occlusion {
  private static final int LEAF = 6;
  private static final int RAYS = 64;

  private final double[][] triangles;
  private final Node root;

  private record Node(double[] box, int from, int to, List<Node> halves) {}

  public Occlusion(List<Vec3[]> faces) {
    triangles = new double[faces.size()][];
    for (int i = 0; i < triangles.length; i++) {
      Vec3[] f = faces.get(i);
      triangles[i] =
          new double[] {
            f[0].x(), f[0].y(), f[0].z(), f[1].x(), f[1].y(), f[1].z(), f[2].x(), f[2].y(), f[2].z()
          };
    }
    root = build(0, triangles.length);
  }

  private Node build(int from, int to) {
    double[] box = {
      Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE,
      -Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE
    };
    for (int i = from; i < to; i++) {
      for (int k = 0; k < 9; k++) {
        box[k % 3] = Math.min(box[k % 3], triangles[i][k]);
        box[3 + k % 3] = Math.max(box[3 + k % 3], triangles[i][k]);
      }
    }
    List<Node> halves = new ArrayList<>();
    if (to - from > LEAF) {
      int axis = 0;
      for (int k = 1; k < 3; k++) {
        if (box[3 + k] - box[k] > box[3 + axis] - box[axis]) {
          axis = k;
        }
      }
      int by = axis;
      java.util.Arrays.sort(
          triangles,
          from,
          to,
          java.util.Comparator.comparingDouble(t -> t[by] + t[by + 3] + t[by + 6]));
      int middle = (from + to) / 2;
      halves.add(build(from, middle));
      halves.add(build(middle, to));
    }
    return new Node(box, from, to, halves);
  }

  /**
   * Share of the half space over a place that is open, 1 for all of it.
   *
   * @param reach how far away a thing still takes light, in the unit of the places
   */
  public double open(Vec3 p, Vec3 normal, double reach) {
    SplittableRandom random = new SplittableRandom(7);
    Vec3 side = (Math.abs(normal.y()) < 0.9 ? Vec3.UP : new Vec3(1, 0, 0)).cross(normal).unit();
    Vec3 other = normal.cross(side);
    Vec3 start = p.plus(normal.times(reach * 0.012));
    double seen = 0;
    for (int i = 0; i < RAYS; i++) {
      double height = Math.sqrt((i + random.nextDouble()) / RAYS);
      double out = Math.sqrt(1 - height * height);
      double turn = 2.399963 * i + random.nextDouble();
      Vec3 d =
          normal
              .times(height)
              .plus(side.times(out * Math.cos(turn)))
              .plus(other.times(out * Math.sin(turn)));
      double hit = nearest(root, start, d, reach);
      seen += hit >= reach ? 1 : Math.pow(hit / reach, 0.8);
    }
    return seen / RAYS;
  }

  private double nearest(Node node, Vec3 o, Vec3 d, double limit) {
    if (!meets(node.box, o, d, limit)) {
      return limit;
    }
    double best = limit;
    if (node.halves.isEmpty()) {
      for (int i = node.from; i < node.to; i++) {
        best = Math.min(best, hit(triangles[i], o, d));
      }
      return best;
    }
    for (Node half : node.halves) {
      best = Math.min(best, nearest(half, o, d, best));
    }
    return best;
  }

  private static boolean meets(double[] box, Vec3 o, Vec3 d, double limit) {
    double near = 0;
    double far = limit;
    double[] from = {o.x(), o.y(), o.z()};
    double[] along = {d.x(), d.y(), d.z()};
    for (int k = 0; k < 3; k++) {
      double inverse = 1 / (Math.abs(along[k]) < 1e-12 ? 1e-12 : along[k]);
      double a = (box[k] - from[k]) * inverse;
      double b = (box[3 + k] - from[k]) * inverse;
      near = Math.max(near, Math.min(a, b));
      far = Math.min(far, Math.max(a, b));
    }
    return near <= far;
  }

  /** Distance to a triangle by Möller and Trumbore's test, or infinity. */
  private static double hit(double[] t, Vec3 o, Vec3 d) {
    Vec3 a = new Vec3(t[0], t[1], t[2]);
    Vec3 e1 = new Vec3(t[3] - t[0], t[4] - t[1], t[5] - t[2]);
    Vec3 e2 = new Vec3(t[6] - t[0], t[7] - t[1], t[8] - t[2]);
    Vec3 h = d.cross(e2);
    double det = e1.dot(h);
    if (Math.abs(det) < 1e-14) {
      return Double.POSITIVE_INFINITY;
    }
    Vec3 s = o.minus(a);
    double u = s.dot(h) / det;
    Vec3 q = s.cross(e1);
    double v = d.dot(q) / det;
    double at = e2.dot(q) / det;
    return u < 0 || v < 0 || u + v > 1 || at < 1e-6 ? Double.POSITIVE_INFINITY : at;
  }
}
