package dev.afterglow.house.paint;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.body.Posed;
import dev.afterglow.house.mesh.Occlusion;

/** Darkens a surface's picture where the surface sees little light. */
public final class ShadowBake {
  private static final double REACH_M = 0.14;
  private static final double FULL_LIGHT = 0.85;

  private final Canvas canvas;
  private final float[] light;

  private ShadowBake(Canvas canvas) {
    this.canvas = canvas;
    light = new float[canvas.width() * canvas.height()];
    java.util.Arrays.fill(light, Float.NaN);
  }

  /**
   * Shades a picture by the places where its surface lies.
   *
   * @param strength 0 leaves the picture, 1 lets a closed crease go black
   */
  public static void apply(Canvas canvas, Posed posed, Occlusion occlusion, double strength) {
    ShadowBake bake = new ShadowBake(canvas);
    double[] open = new double[posed.points().length];
    for (int i = 0; i < open.length; i++) {
      open[i] = occlusion.open(posed.points()[i], posed.normals()[i], REACH_M);
    }
    for (int[] t : posed.surface().piece().triangles) {
      bake.triangle(posed, t, open);
    }
    bake.shade(strength);
  }

  /** Spreads the corners' light over the triangle's part of the picture and a texel beyond. */
  private void triangle(Posed posed, int[] t, double[] open) {
    double[] a = texel(posed, t[0]);
    double[] b = texel(posed, t[1]);
    double[] c = texel(posed, t[2]);
    double area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
    if (Math.abs(area) < 1e-9) {
      return;
    }
    int x0 = (int) Math.max(0, Math.min(a[0], Math.min(b[0], c[0])) - 1);
    int x1 = (int) Math.min(canvas.width() - 1, Math.max(a[0], Math.max(b[0], c[0])) + 1);
    int y0 = (int) Math.max(0, Math.min(a[1], Math.min(b[1], c[1])) - 1);
    int y1 = (int) Math.min(canvas.height() - 1, Math.max(a[1], Math.max(b[1], c[1])) + 1);
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        double px = x + 0.5;
        double py = y + 0.5;
        double wa = ((b[0] - px) * (c[1] - py) - (c[0] - px) * (b[1] - py)) / area;
        double wb = ((c[0] - px) * (a[1] - py) - (a[0] - px) * (c[1] - py)) / area;
        double wc = 1 - wa - wb;
        boolean inside = wa >= 0 && wb >= 0 && wc >= 0;
        int i = y * canvas.width() + x;
        if (inside || Float.isNaN(light[i])) {
          double sum = Math.max(0, wa) + Math.max(0, wb) + Math.max(0, wc);
          light[i] =
              (float)
                  ((Math.max(0, wa) * open[t[0]]
                          + Math.max(0, wb) * open[t[1]]
                          + Math.max(0, wc) * open[t[2]])
                      / sum);
        }
      }
    }
  }

  private double[] texel(Posed posed, int vertex) {
    double[] uv = posed.surface().piece().uvs.get(vertex);
    return new double[] {uv[0] * canvas.width(), uv[1] * canvas.height()};
  }

  private void shade(double strength) {
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++) {
        float seen = light[y * canvas.width() + x];
        if (!Float.isNaN(seen)) {
          double k = 1 - strength * (1 - smoothStep(0, FULL_LIGHT, seen));
          canvas.set(x, y, Colour.of(canvas.image().getRGB(x, y) & 0xFFFFFF).times(k));
        }
      }
    }
  }
}
