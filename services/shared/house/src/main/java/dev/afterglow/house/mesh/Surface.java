package dev.afterglow.house.mesh;

import dev.afterglow.drive.ArkitShape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One drawable mesh of the figure in the T-pose, metres.
 *
 * @param name of the mesh and its node
 * @param material which picture and gloss it wears
 * @param piece vertices, weights and triangles
 * @param normals one unit vector a vertex
 * @param morphs how far each vertex and its normal move at weight 1
 */
public record Surface(
    String name, Material material, Piece piece, Vec3[] normals, Map<ArkitShape, Morph> morphs) {

  /** What a surface is made of. */
  public enum Material {
    SKIN,
    EYE,
    HAIR,
    OUTFIT
  }

  /** Movement of every vertex and of every normal at weight 1. */
  public record Morph(Vec3[] moves, Vec3[] turns) {}

  public Surface {
    morphs = new LinkedHashMap<>(morphs);
  }

  /**
   * Smooth normals. Vertices in the same place count as one where {@code mayMerge} allows it: the
   * two sides of a picture's seam do, the two lips do not.
   */
  public static Vec3[] normals(
      List<Vec3> points, List<int[]> triangles, java.util.function.Predicate<Vec3> mayMerge) {
    int[] owner = new int[points.size()];
    Map<List<Long>, Integer> seen = new HashMap<>();
    for (int i = 0; i < owner.length; i++) {
      Vec3 p = points.get(i);
      owner[i] = i;
      if (mayMerge.test(p)) {
        List<Long> key =
            List.of(Math.round(p.x() * 1e6), Math.round(p.y() * 1e6), Math.round(p.z() * 1e6));
        Integer first = seen.putIfAbsent(key, i);
        owner[i] = first == null ? i : first;
      }
    }
    return normals(points, triangles, owner);
  }

  /** Smooth normals where {@code owner} tells which vertex a vertex shares its normal with. */
  public static Vec3[] normals(List<Vec3> points, List<int[]> triangles, int[] owner) {
    Vec3[] sums = new Vec3[points.size()];
    java.util.Arrays.fill(sums, Vec3.ZERO);
    for (int[] t : triangles) {
      Vec3 a = points.get(t[0]);
      Vec3 face = points.get(t[1]).minus(a).cross(points.get(t[2]).minus(a));
      for (int corner : t) {
        sums[owner[corner]] = sums[owner[corner]].plus(face);
      }
    }
    Vec3[] out = new Vec3[sums.length];
    for (int i = 0; i < out.length; i++) {
      Vec3 n = sums[owner[i]];
      out[i] = n.length() < 1e-16 ? Vec3.UP : n.unit();
    }
    return out;
  }
}
