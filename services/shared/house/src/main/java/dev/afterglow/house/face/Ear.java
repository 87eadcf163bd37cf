package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.bell;

import dev.afterglow.house.atlas.FaceAtlas;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;
import java.util.ArrayList;
import java.util.List;

/** An outer ear as a shallow bowl with a rolled rim and a lobe. */
final class Ear implements FacePiece {
  private static final int RINGS = 9;
  private static final int SPOKES = 26;

  private final List<Vec3> points = new ArrayList<>();
  private final List<double[]> uvs = new ArrayList<>();
  private final List<int[]> triangles = new ArrayList<>();

  Ear(int side) {
    Rotation lean = Rotation.yawPitchRoll(-62, 0, 6);
    for (int r = 0; r <= RINGS; r++) {
      double t = r / (double) RINGS;
      for (int k = 0; k < SPOKES; k++) {
        double a = 2 * Math.PI * k / SPOKES;
        Vec3 flat = flat(t, a);
        Vec3 p = lean.apply(flat).plus(new Vec3(6.80, -1.4, -1.2));
        points.add(side > 0 ? p : p.mirrored());
        uvs.add(FaceAtlas.EAR.at(0.5 + 0.46 * t * Math.cos(a), 0.5 - 0.46 * t * Math.sin(a)));
      }
    }
    for (int r = 0; r < RINGS; r++) {
      for (int k = 0; k < SPOKES; k++) {
        int n = (k + 1) % SPOKES;
        int a = r * SPOKES + k;
        int b = r * SPOKES + n;
        int c = (r + 1) * SPOKES + n;
        int d = (r + 1) * SPOKES + k;
        if (side > 0) {
          quad(a, d, c, b);
        } else {
          quad(b, c, d, a);
        }
      }
    }
  }

  private void quad(int a, int b, int c, int d) {
    triangles.add(new int[] {a, b, c});
    triangles.add(new int[] {a, c, d});
  }

  /** In the ear's own plane: x toward the back of the head is negative, z stands off the head. */
  private static Vec3 flat(double t, double a) {
    double up = Math.sin(a);
    double width = 1.35 + 0.35 * up;
    double height = up > 0 ? 2.7 : 2.9;
    double rim = 0.34 * bell(t, 0.86, 0.13) + 0.22 * bell(t, 0.55, 0.12);
    double bowl = 0.75 * Math.pow(t, 1.6) - 0.25 * (1 - t);
    double edge = t > 0.95 ? -0.35 : 0;
    double frontFlat = 1 - 0.85 * bell(a, 0, 0.55) - 0.85 * bell(a, 2 * Math.PI, 0.55);
    return new Vec3(-width * t * -Math.cos(a), height * t * up, (rim + bowl + edge) * frontFlat);
  }

  @Override
  public Vec3[] points(FacePose pose) {
    return points.toArray(Vec3[]::new);
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
