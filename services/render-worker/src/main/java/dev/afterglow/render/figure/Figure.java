package dev.afterglow.render.figure;

import dev.afterglow.drive.HumanoidBone;
import java.util.List;
import java.util.Map;

/**
 * An avatar in memory, ready to be posed and drawn. Immutable by agreement: its arrays are shared
 * with the renderer and nobody writes to them.
 *
 * @param nodes every parent stands before its children
 * @param meshes one entry for each node that shows a mesh
 * @param bones humanoid bone to node index; empty where the file names none
 * @param expressions VRM expressions; empty for plain glTF
 * @param springs what swings by itself; empty where the file has no spring bones
 * @param constraints nodes that follow others; empty where the file has none
 * @param lookAt how eye bones follow the gaze, in degrees
 * @param facesBackwards whether the figure looks along -Z, as VRM 0.x does
 */
public record Figure(
    List<FigureNode> nodes,
    List<FigureMesh> meshes,
    List<Skin> skins,
    List<Material> materials,
    List<Picture> pictures,
    Map<HumanoidBone, Integer> bones,
    List<Expression> expressions,
    List<Spring> springs,
    List<Constraint> constraints,
    LookAt lookAt,
    boolean facesBackwards) {

  public Figure {
    nodes = List.copyOf(nodes);
    meshes = List.copyOf(meshes);
    skins = List.copyOf(skins);
    materials = List.copyOf(materials);
    pictures = List.copyOf(pictures);
    bones = Map.copyOf(bones);
    expressions = List.copyOf(expressions);
    springs = List.copyOf(springs);
    constraints = List.copyOf(constraints);
  }

  /** How many vertices are drawn in all. */
  public int vertexCount() {
    return meshes.stream()
        .flatMap(mesh -> mesh.parts().stream())
        .mapToInt(MeshPart::vertexCount)
        .sum();
  }
}
