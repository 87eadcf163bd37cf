package dev.afterglow.house.face;

import dev.afterglow.house.atlas.FaceAtlas;
import dev.afterglow.house.mesh.Vec3;
import java.util.ArrayList;
import java.util.List;

/** What an open mouth shows: two rows of teeth with gums, the tongue and the dark behind them. */
final class MouthInside implements FacePiece {
  private static final double MOUTH_Y = -6.0;
  private static final double ARCH_HALF_WIDTH = 2.1;
  private static final double ARCH_FRONT_Z = 8.6;
  private static final double ARCH_DEPTH = 2.1;

  private final List<Vec3> points = new ArrayList<>();
  private final List<Double> jaws = new ArrayList<>();
  private final List<Double> tongue = new ArrayList<>();
  private final List<double[]> uvs = new ArrayList<>();
  private final List<int[]> triangles = new ArrayList<>();

  MouthInside() {
    teeth(true);
    teeth(false);
    tongue();
    cavity();
  }

  private int add(Vec3 p, double jaw, double out, double[] uv) {
    points.add(p);
    jaws.add(jaw);
    tongue.add(out);
    uvs.add(uv);
    return points.size() - 1;
  }

  /** A ribbon round the dental arch: gum line, face of the teeth, biting edge, inside. */
  private void teeth(boolean upper) {
    int steps = 33;
    double sign = upper ? 1 : -1;
    double edge = upper ? MOUTH_Y - 0.30 : MOUTH_Y - 0.80;
    double[] heights = {1.25, 0.78, 0.4, 0.06, 0.0, 0.5};
    double[] depths = {0.25, 0.05, 0.0, 0.05, 0.14, 0.4};
    int[] last = {};
    for (int i = 0; i < steps; i++) {
      double a = Math.PI * (i / (steps - 1.0) - 0.5);
      double shrink = upper ? 1 : 0.86;
      int[] now = new int[heights.length];
      for (int k = 0; k < heights.length; k++) {
        double in = 1 - depths[k] / 2.4;
        double x = ARCH_HALF_WIDTH * shrink * Math.sin(a) * in;
        double curve = Math.pow(Math.abs(Math.sin(a)), 3.4);
        double z = ARCH_FRONT_Z - depths[k] - ARCH_DEPTH * shrink * curve - (upper ? 0 : 0.12);
        double v = k == 0 ? 0.98 : Math.min(0.9, heights[k]);
        double[] uv = k == 0 ? FaceAtlas.GUM.centre() : FaceAtlas.TEETH.at(i / (steps - 1.0), v);
        now[k] = add(new Vec3(x, edge + sign * heights[k], z), upper ? 0 : 1, 0, uv);
      }
      for (int k = 0; last.length > 0 && k + 1 < now.length; k++) {
        if (upper) {
          quad(now[k], last[k], last[k + 1], now[k + 1]);
        } else {
          quad(last[k], now[k], now[k + 1], last[k + 1]);
        }
      }
      last = now;
    }
  }

  private void quad(int a, int b, int c, int d) {
    triangles.add(new int[] {a, b, c});
    triangles.add(new int[] {a, c, d});
  }

  private void tongue() {
    int along = 9;
    int around = 12;
    int first = points.size();
    for (int i = 0; i <= along; i++) {
      double t = i / (double) along;
      double z = 3.4 + 4.3 * t;
      double width = 1.45 * Math.sqrt(Math.max(0, 1 - Math.pow(t, 5))) * (0.8 + 0.2 * t);
      double thick = 0.42 * Math.sqrt(Math.max(0, 1 - Math.pow(t, 6))) + 0.02;
      double y = MOUTH_Y - 0.75 + 0.18 * Math.sin(Math.PI * t) - 0.1 * t;
      for (int k = 0; k < around; k++) {
        double a = 2 * Math.PI * k / around;
        double groove = Math.sin(a) > 0 ? -0.12 * Math.exp(-9 * Math.pow(Math.cos(a), 2)) : 0;
        Vec3 p = new Vec3(width * Math.cos(a), y + thick * Math.sin(a) + groove, z);
        add(p, 0.86, t, FaceAtlas.TONGUE.at(0.5 + 0.45 * Math.cos(a), 1 - t));
      }
    }
    for (int i = 0; i < along; i++) {
      for (int k = 0; k < around; k++) {
        int n = (k + 1) % around;
        int a = first + i * around;
        quad(a + k, a + around + k, a + around + n, a + n);
      }
    }
  }

  private void cavity() {
    int rings = 6;
    int around = 20;
    int first = points.size();
    for (int i = 0; i <= rings; i++) {
      double t = i / (double) rings;
      double size = Math.sqrt(Math.max(0.0, 1 - t * t));
      double z = 8.0 - 5.0 * t;
      for (int k = 0; k < around; k++) {
        double a = 2 * Math.PI * k / around;
        double y = MOUTH_Y + 1.5 * size * Math.sin(a);
        add(
            new Vec3(2.5 * (0.35 + 0.65 * size) * Math.cos(a), y, z),
            0.5 - 0.5 * Math.sin(a),
            0,
            FaceAtlas.CAVITY.centre());
      }
    }
    for (int i = 0; i < rings; i++) {
      for (int k = 0; k < around; k++) {
        int n = (k + 1) % around;
        int a = first + i * around;
        quad(a + n, a + around + n, a + around + k, a + k);
      }
    }
  }

  @Override
  public Vec3[] points(FacePose pose) {
    Vec3[] out = new Vec3[points.size()];
    for (int i = 0; i < out.length; i++) {
      Vec3 p = points.get(i);
      out[i] = p;
      Site site = Site.rigid(p, jaws.get(i));
      for (Deform move : pose.moves()) {
        out[i] = out[i].plus(move.at(site));
      }
      double t = tongue.get(i);
      if (t > 0 && pose.tongueOut() > 0) {
        out[i] =
            out[i].plus(
                new Vec3(-0.25 * p.x() * t, -0.9 * t * t * t + 0.42 * t, 3.1 * t)
                    .times(pose.tongueOut()));
      }
    }
    return out;
  }

  @Override
  public int[][] triangles() {
    return triangles.toArray(int[][]::new);
  }

  @Override
  public double[][] uvs() {
    return uvs.toArray(double[][]::new);
  }
}
