package dev.afterglow.render.surface;

import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Maps;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import java.util.List;
import java.util.Map;

/** Plain solids: what products stand on, and what samples are made of. */
public final class Solids {
  private static final int AROUND = 48;

  /** Radius, height, and the normal outwards and upwards, from the top's middle down. */
  private static final float[][] PLINTH = {
    {0, 0, 0, 1},
    {0.955f, 0, 0, 1},
    {0.985f, -0.012f, 0.7f, 0.7f},
    {1, -0.035f, 1, 0},
    {1, -12, 1, 0}
  };

  private static final int[][] SIDES = {
    {0, 1, 2}, {0, 2, 1}, {1, 2, 0}, {1, 0, 2}, {2, 0, 1}, {2, 1, 0}
  };

  private Solids() {}

  /** A round plinth of radius 1 whose top is at zero and whose foot is below every picture. */
  public static Model plinth() {
    return figure(List.of(turned(PLINTH, AROUND, 0)), List.of(lit(0.62f, 0.58f, 0.55f, 0, 0.7f)));
  }

  /**
   * A solid of revolution about the y axis.
   *
   * @param profile rows from the upper end to the lower: radius, height, and the normal's parts
   *     outwards and upwards
   * @param around corners of a ring
   */
  public static MeshPart turned(float[][] profile, int around, int material) {
    int rows = profile.length;
    float[] base = new float[rows * (around + 1) * MeshPart.STRIDE];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i <= around; i++) {
        double angle = 2 * Math.PI * i / around;
        float sin = (float) Math.sin(angle);
        float cos = (float) Math.cos(angle);
        int at = (row * (around + 1) + i) * MeshPart.STRIDE;
        base[at] = profile[row][0] * sin;
        base[at + 1] = profile[row][1];
        base[at + 2] = profile[row][0] * cos;
        base[at + 3] = profile[row][2] * sin;
        base[at + 4] = profile[row][3];
        base[at + 5] = profile[row][2] * cos;
      }
    }
    int[] indices = new int[(rows - 1) * around * 6];
    int at = 0;
    for (int row = 0; row + 1 < rows; row++) {
      for (int i = 0; i < around; i++) {
        int a = row * (around + 1) + i;
        int b = a + around + 1;
        for (int corner : new int[] {a, b, b + 1, a, b + 1, a + 1}) {
          indices[at++] = corner;
        }
      }
    }
    return part(base, indices, material);
  }

  /** An upright box between two corners, 3 values each. */
  public static MeshPart box(float[] low, float[] high, int material) {
    float[][] ends = {low, high};
    float[] base = new float[24 * MeshPart.STRIDE];
    int[] indices = new int[36];
    for (int side = 0; side < 6; side++) {
      int axis = SIDES[side][0];
      int end = side % 2;
      for (int corner = 0; corner < 4; corner++) {
        int at = (side * 4 + corner) * MeshPart.STRIDE;
        base[at + axis] = ends[end][axis];
        base[at + SIDES[side][1]] = ends[corner == 1 || corner == 2 ? 1 : 0][SIDES[side][1]];
        base[at + SIDES[side][2]] = ends[corner >= 2 ? 1 : 0][SIDES[side][2]];
        base[at + 3 + axis] = end == 0 ? -1 : 1;
      }
      boolean turned = (side % 2 == 0) == ((SIDES[side][1] - axis + 3) % 3 == 1);
      for (int k = 0; k < 6; k++) {
        int corner = new int[] {0, 1, 2, 0, 2, 3}[turned ? 5 - k : k];
        indices[side * 6 + k] = side * 4 + corner;
      }
    }
    return part(base, indices, material);
  }

  /** One node with all of them. */
  public static Model figure(List<MeshPart> parts, List<Material> materials) {
    FigureNode node =
        new FigureNode("", -1, new float[3], new float[] {0, 0, 0, 1}, new float[] {1, 1, 1});
    return new Model(
        List.of(node),
        List.of(new FigureMesh(0, -1, List.of(), new float[0], parts)),
        List.of(),
        materials,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        LookAt.USUAL,
        false);
  }

  /** A plain material, linear colours. */
  public static Material lit(float r, float g, float b, float metallic, float roughness) {
    return material(new float[] {r, g, b, 1}, metallic, roughness, new float[3]);
  }

  /** A material that shines by itself, linear colours. */
  public static Material lamp(float r, float g, float b) {
    return material(new float[] {0.2f, 0.2f, 0.2f, 1}, 0, 0.9f, new float[] {r, g, b});
  }

  private static Material material(
      float[] base, float metallic, float roughness, float[] emissive) {
    return new Material(
        "",
        base,
        -1,
        metallic,
        roughness,
        emissive,
        Maps.NONE,
        Material.Alpha.OPAQUE,
        0.5f,
        false,
        Material.Look.LIT,
        null);
  }

  private static MeshPart part(float[] base, int[] indices, int material) {
    return new MeshPart(
        base,
        new float[base.length / MeshPart.STRIDE * 2],
        new short[0],
        new float[0],
        indices,
        material,
        List.of());
  }
}
