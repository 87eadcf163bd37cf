package dev.afterglow.render.capacity;

import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Maps;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Picture;
import java.util.List;
import java.util.Map;

/** The simplest figure that has as many vertices as wanted: a painted ball in one piece. */
public final class Ball {
  private Ball() {}

  /**
   * Makes one of radius 1.
   *
   * @param rings from pole to pole
   * @param around quads of a ring
   * @param paint what is on it
   */
  public static Model of(int rings, int around, Picture paint) {
    int row = around + 1;
    float[] base = new float[(rings + 1) * row * MeshPart.STRIDE];
    float[] uv = new float[(rings + 1) * row * 2];
    for (int ring = 0; ring <= rings; ring++) {
      double down = Math.PI * ring / rings;
      for (int turn = 0; turn <= around; turn++) {
        double turned = 2 * Math.PI * turn / around;
        float[] out = {
          (float) (Math.sin(down) * Math.sin(turned)),
          (float) Math.cos(down),
          (float) (Math.sin(down) * Math.cos(turned))
        };
        int vertex = ring * row + turn;
        System.arraycopy(out, 0, base, vertex * MeshPart.STRIDE, 3);
        System.arraycopy(out, 0, base, vertex * MeshPart.STRIDE + 3, 3);
        uv[vertex * 2] = (float) turn / around;
        uv[vertex * 2 + 1] = (float) ring / rings;
      }
    }
    MeshPart part =
        new MeshPart(base, uv, new short[0], new float[0], triangles(rings, around), 0, List.of());
    return new Model(
        List.of(
            new FigureNode(
                "Ball", -1, new float[3], new float[] {0, 0, 0, 1}, new float[] {1, 1, 1})),
        List.of(new FigureMesh(0, -1, List.of(), new float[0], List.of(part))),
        List.of(),
        List.of(
            new Material(
                "paint",
                new float[] {1, 1, 1, 1},
                0,
                0,
                0.6f,
                new float[3],
                Maps.NONE,
                Material.Alpha.OPAQUE,
                0.5f,
                false,
                Material.Look.LIT,
                null)),
        List.of(paint),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        LookAt.USUAL,
        false);
  }

  private static int[] triangles(int rings, int around) {
    int row = around + 1;
    int[] out = new int[rings * around * 6];
    int at = 0;
    for (int ring = 0; ring < rings; ring++) {
      for (int turn = 0; turn < around; turn++) {
        int corner = ring * row + turn;
        int below = corner + row;
        out[at++] = corner;
        out[at++] = below;
        out[at++] = below + 1;
        out[at++] = corner;
        out[at++] = below + 1;
        out[at++] = corner + 1;
      }
    }
    return out;
  }
}
