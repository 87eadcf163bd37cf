package dev.afterglow.render.figure;

import dev.afterglow.render.space.Mat4;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A figure that stands as its file leaves it, in one piece a material: what hangs from whom no
 * longer counts, so that it is drawn with one call a material and needs no pose.
 */
public final class StillFigure {
  private static final float[] ONE = {1, 1, 1};

  private StillFigure() {}

  /**
   * Puts every vertex where its nodes put it and joins what shares a material. Bones, morph
   * targets, expressions and looks are left behind.
   */
  public static Model of(Model figure) {
    float[] world = world(figure.nodes());
    Map<Integer, Pile> piles = new TreeMap<>();
    for (FigureMesh mesh : figure.meshes()) {
      for (MeshPart part : mesh.parts()) {
        piles.computeIfAbsent(part.material(), m -> new Pile()).add(part, world, mesh.node() * 16);
      }
    }
    List<MeshPart> parts = new ArrayList<>();
    piles.forEach((material, pile) -> parts.add(pile.joined(material)));
    FigureNode root = new FigureNode("", -1, new float[3], new float[] {0, 0, 0, 1}, ONE);
    return new Model(
        List.of(root),
        List.of(new FigureMesh(0, -1, List.of(), new float[0], parts)),
        List.of(),
        figure.materials(),
        figure.pictures(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        LookAt.USUAL,
        false);
  }

  private static float[] world(List<FigureNode> nodes) {
    float[] world = new float[nodes.size() * 16];
    float[] local = new float[16];
    for (int n = 0; n < nodes.size(); n++) {
      FigureNode node = nodes.get(n);
      Mat4.compose(node.translation(), node.rotation(), node.scale(), local, 0);
      if (node.parent() < 0) {
        System.arraycopy(local, 0, world, n * 16, 16);
      } else {
        Mat4.multiply(world, node.parent() * 16, local, 0, world, n * 16);
      }
    }
    return world;
  }

  /** The parts of one material. */
  private static final class Pile {
    private final List<float[]> bases = new ArrayList<>();
    private final List<float[]> uvs = new ArrayList<>();
    private final List<float[]> colors = new ArrayList<>();
    private final List<float[]> mores = new ArrayList<>();
    private boolean colored;
    private boolean parted;
    private final List<int[]> triangles = new ArrayList<>();
    private int vertices;
    private int corners;

    void add(MeshPart part, float[] world, int at) {
      boolean mirrored = determinant(world, at) < 0;
      bases.add(placed(part, world, at));
      uvs.add(part.uv());
      colors.add(part.colors());
      colored |= part.colored();
      mores.add(part.moreUv());
      parted |= part.moreUv().length > 0;
      int[] indices = part.indices().clone();
      for (int i = 0; i + 2 < indices.length; i += 3) {
        int second = indices[i + 1];
        indices[i] += vertices;
        indices[i + 1] = vertices + (mirrored ? indices[i + 2] : second);
        indices[i + 2] = vertices + (mirrored ? second : indices[i + 2]);
      }
      triangles.add(indices);
      vertices += part.vertexCount();
      corners += indices.length;
    }

    MeshPart joined(int material) {
      float[] base = new float[vertices * MeshPart.STRIDE];
      float[] uv = new float[vertices * 2];
      float[] tints = new float[colored ? vertices * 4 : 0];
      Arrays.fill(tints, 1);
      float[] more = new float[parted ? vertices * 4 : 0];
      int[] indices = new int[corners];
      int vertex = 0;
      int corner = 0;
      for (int p = 0; p < bases.size(); p++) {
        System.arraycopy(bases.get(p), 0, base, vertex * MeshPart.STRIDE, bases.get(p).length);
        System.arraycopy(uvs.get(p), 0, uv, vertex * 2, uvs.get(p).length);
        copy(mores.get(p), more, vertex * 4);
        copy(colors.get(p), tints, vertex * 4);
        System.arraycopy(triangles.get(p), 0, indices, corner, triangles.get(p).length);
        vertex += bases.get(p).length / MeshPart.STRIDE;
        corner += triangles.get(p).length;
      }
      return new MeshPart(
          base, uv, more, tints, new short[0], new float[0], indices, material, List.of());
    }

    /** A part that has none leaves what is there. */
    private static void copy(float[] from, float[] to, int at) {
      if (from.length > 0) {
        System.arraycopy(from, 0, to, at, from.length);
      }
    }

    private static float[] placed(MeshPart part, float[] world, int at) {
      float[] out = new float[part.base().length];
      float[] turn = cofactors(world, at);
      float[] place = new float[3];
      for (int v = 0; v < out.length; v += MeshPart.STRIDE) {
        float[] from = part.base();
        Mat4.point(world, at, from[v], from[v + 1], from[v + 2], place);
        System.arraycopy(place, 0, out, v, 3);
        float length = 0;
        for (int row = 0; row < 3; row++) {
          float n = 0;
          for (int column = 0; column < 3; column++) {
            n += turn[column * 3 + row] * from[v + 3 + column];
          }
          out[v + 3 + row] = n;
          length += n * n;
        }
        float scale = length > 0 ? (float) (1 / Math.sqrt(length)) : 0;
        for (int k = 3; k < 6; k++) {
          out[v + k] *= scale;
        }
      }
      return out;
    }

    /** What turns normals: the inverse transpose but for a positive factor, columns one by one. */
    private static float[] cofactors(float[] m, int at) {
      float[] out = new float[9];
      float sign = Math.signum(determinant(m, at));
      for (int c = 0; c < 3; c++) {
        int a = at + (c + 1) % 3 * 4;
        int b = at + (c + 2) % 3 * 4;
        for (int r = 0; r < 3; r++) {
          int i = (r + 1) % 3;
          int j = (r + 2) % 3;
          out[c * 3 + r] = sign * (m[a + i] * m[b + j] - m[a + j] * m[b + i]);
        }
      }
      return out;
    }

    private static float determinant(float[] m, int at) {
      return m[at] * (m[at + 5] * m[at + 10] - m[at + 9] * m[at + 6])
          - m[at + 4] * (m[at + 1] * m[at + 10] - m[at + 9] * m[at + 2])
          + m[at + 8] * (m[at + 1] * m[at + 6] - m[at + 5] * m[at + 2]);
    }
  }
}
