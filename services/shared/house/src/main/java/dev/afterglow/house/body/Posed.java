package dev.afterglow.house.body;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Occlusion;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A surface as it stands in a pose.
 *
 * @param surface what is posed
 * @param points a place a vertex, metres
 * @param normals a unit vector a vertex
 */
public record Posed(Surface surface, Vec3[] points, Vec3[] normals) {

  /** The surface after its bones have moved. */
  public static Posed of(Surface surface, Map<HumanoidBone, Affine> maps) {
    Vec3[] points = surface.piece().points.toArray(Vec3[]::new);
    Vec3[] normals = surface.normals().clone();
    for (int i = 0; i < points.length; i++) {
      Affine map = Skeleton.blend(maps, surface.piece().weights.get(i));
      Vec3 origin = map.apply(Vec3.ZERO);
      normals[i] = map.apply(normals[i]).minus(origin).unit();
      points[i] = map.apply(points[i]);
    }
    return new Posed(surface, points, normals);
  }

  /** What stands in the light of the given surfaces. */
  public static Occlusion occlusion(List<Posed> all) {
    List<Vec3[]> faces = new ArrayList<>();
    for (Posed posed : all) {
      for (int[] t : posed.surface.piece().triangles) {
        faces.add(new Vec3[] {posed.points[t[0]], posed.points[t[1]], posed.points[t[2]]});
      }
    }
    return new Occlusion(faces);
  }
}
