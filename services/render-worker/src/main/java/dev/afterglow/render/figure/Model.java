package dev.afterglow.render.figure;

import dev.afterglow.drive.HumanoidBone;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a glTF or VRM file holds, in memory, ready to be posed and drawn. Immutable by agreement:
 * its arrays are shared with the renderer and nobody writes to them.
 *
 * @param nodes every parent stands before its children
 * @param meshes one entry for each node that shows a mesh
 * @param bones humanoid bone to node index; empty where the file names none
 * @param expressions VRM expressions; empty for plain glTF
 * @param springs what swings by itself; empty where the file has no spring bones
 * @param constraints nodes that follow others; empty where the file has none
 * @param lookAt how eye bones follow the gaze, in degrees
 * @param facesBackwards whether the figure looks along -Z, as VRM 0.x does
 * @param looks which meshes are drawn together, the one worn at first before the others; empty
 *     where the file names none: then all are
 * @param pieces which part of the avatar a mesh is, by its place in {@code meshes}
 */
public record Model(
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
    boolean facesBackwards,
    List<Look> looks,
    Map<Integer, Piece> pieces) {

  public Model {
    nodes = List.copyOf(nodes);
    meshes = List.copyOf(meshes);
    skins = List.copyOf(skins);
    materials = List.copyOf(materials);
    pictures = List.copyOf(pictures);
    bones = Map.copyOf(bones);
    expressions = List.copyOf(expressions);
    springs = List.copyOf(springs);
    constraints = List.copyOf(constraints);
    looks = List.copyOf(looks);
    pieces = Map.copyOf(pieces);
  }

  /** A model whose file does not say which mesh is which part of it. */
  public Model(
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
      boolean facesBackwards,
      List<Look> looks) {
    this(
        nodes,
        meshes,
        skins,
        materials,
        pictures,
        bones,
        expressions,
        springs,
        constraints,
        lookAt,
        facesBackwards,
        looks,
        Map.of());
  }

  /** A figure whose file names no looks. */
  public Model(
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
    this(
        nodes,
        meshes,
        skins,
        materials,
        pictures,
        bones,
        expressions,
        springs,
        constraints,
        lookAt,
        facesBackwards,
        List.of());
  }

  /** The names of the looks, the one worn at first before the others. */
  public List<String> lookNames() {
    return looks.stream().map(Look::name).toList();
  }

  /** The same with no picture's side longer than so many texels. */
  public Model withPicturesOf(int texels) {
    return new Model(
        nodes,
        meshes,
        skins,
        materials,
        pictures.stream().map(it -> it.atMost(texels)).toList(),
        bones,
        expressions,
        springs,
        constraints,
        lookAt,
        facesBackwards,
        looks,
        pieces);
  }

  /** How many vertices are drawn in all, in the look that has most. */
  public int vertexCount() {
    IntPredicate all = mesh -> true;
    return looks.stream()
        .mapToInt(look -> vertices(look.meshes()::contains))
        .max()
        .orElseGet(() -> vertices(all));
  }

  private int vertices(IntPredicate drawn) {
    return IntStream.range(0, meshes.size())
        .filter(drawn)
        .flatMap(m -> meshes.get(m).parts().stream().mapToInt(MeshPart::vertexCount))
        .sum();
  }
}
