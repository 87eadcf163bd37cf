package dev.afterglow.avatar;

import static dev.afterglow.avatar.ComponentType.UNSIGNED_BYTE;
import static dev.afterglow.avatar.ComponentType.UNSIGNED_INT;
import static dev.afterglow.avatar.ComponentType.UNSIGNED_SHORT;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeAliases;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The meshes: which accessors a primitive may bind, and that they fit together. */
final class Meshes {
  /** The two lists that a skin's joints are checked against later. */
  record Joints(int mesh, Accessor accessor) {}

  /** glTF's number of plain triangles: strips, fans, lines and points are drawn by nobody here. */
  private static final int TRIANGLES = 4;

  private static final double WEIGHT_SUM_TOLERANCE = 5e-3;

  private final Accessors accessors;
  private final Budget budget;
  private final VertexLayout layout;
  private final int materialCount;
  private final Set<Integer> positions = new HashSet<>();
  private final List<Joints> joints = new ArrayList<>();
  private final List<Integer> morphCounts = new ArrayList<>();
  private final Set<ArkitShape> shapes = EnumSet.noneOf(ArkitShape.class);
  private int primitives;
  private long vertices;
  private long drawnVertices;
  private int meshWithWeightsOff = -1;

  private Meshes(Accessors accessors, Budget budget, int materialCount, VertexLayout layout) {
    this.layout = layout;
    this.accessors = accessors;
    this.budget = budget;
    this.materialCount = materialCount;
  }

  static Meshes read(Json document, Accessors accessors, Budget budget) throws Refusal {
    boolean quantized = OuterReferences.requires(document, "KHR_mesh_quantization");
    Meshes meshes =
        new Meshes(
            accessors,
            budget,
            document.get("materials").items().size(),
            quantized ? VertexLayout.QUANTIZED : VertexLayout.PLAIN);
    List<Json> list = document.items("meshes", AvatarLimits.MAX_MESHES);
    if (list.isEmpty()) {
      throw new Refusal(AvatarRule.JSON_VALUE, "/meshes is missing: an avatar shows something");
    }
    for (int i = 0; i < list.size(); i++) {
      meshes.mesh(i, list.get(i));
    }
    return meshes;
  }

  private void mesh(int number, Json mesh) throws Refusal {
    List<Json> list = mesh.get("primitives").items();
    primitives += list.size();
    if (list.isEmpty() || primitives > AvatarLimits.MAX_PRIMITIVES) {
      throw new Refusal(
          list.isEmpty() ? AvatarRule.JSON_VALUE : AvatarRule.COUNT_EXCEEDED,
          mesh.path() + "/primitives: " + primitives + " so far");
    }
    int morphs = list.getFirst().items("targets", AvatarLimits.MAX_MORPHS).size();
    for (Json primitive : list) {
      primitive(number, primitive, morphs);
    }
    Json weights = mesh.get("weights");
    if (weights.present()) {
      weights.optionalNumbers(morphs);
    }
    morphCounts.add(morphs);
    names(mesh, morphs);
  }

  private void names(Json mesh, int morphs) throws Refusal {
    Json extras = mesh.get("extras");
    if (!extras.isObject() || !extras.get("targetNames").present()) {
      return;
    }
    List<Json> names = extras.get("targetNames").items();
    if (names.size() != morphs) {
      throw new Refusal(
          AvatarRule.MESH_LAYOUT,
          mesh.path() + " has " + morphs + " targets and " + names.size() + " names");
    }
    for (Json name : names) {
      ShapeAliases.find(name.text()).ifPresent(shapes::add);
    }
  }

  private void primitive(int mesh, Json primitive, int morphs) throws Refusal {
    primitive.get("material").optionalReference(materialCount);
    if (primitive.get("mode").integer(0, 6, TRIANGLES) != TRIANGLES) {
      throw new Refusal(AvatarRule.MESH_LAYOUT, primitive.path() + " is not made of triangles");
    }
    Map<String, Json> attributes = primitive.get("attributes").members();
    if (!attributes.containsKey("POSITION")) {
      throw new Refusal(AvatarRule.MESH_LAYOUT, primitive.path() + " has no POSITION");
    }
    Accessor position = accessors.at(primitive.get("attributes").get("POSITION"));
    countVertices(primitive, position);
    for (Map.Entry<String, Json> attribute : attributes.entrySet()) {
      Accessor accessor = accessors.at(attribute.getValue());
      requireLayout(attribute.getKey(), attribute.getValue(), accessor, position.count());
      if (attribute.getKey().startsWith("JOINTS_")) {
        joints.add(new Joints(mesh, accessor));
      }
    }
    weights(mesh, attributes);
    if (primitive.get("indices").present()) {
      indices(primitive, position.count());
    }
    targets(primitive, morphs, position.count());
  }

  private void countVertices(Json primitive, Accessor position) throws Refusal {
    if (positions.add(accessors.place(primitive.get("attributes").get("POSITION")))) {
      vertices += position.count();
    }
    drawnVertices += position.count();
    if (vertices > AvatarLimits.MAX_VERTICES || drawnVertices > AvatarLimits.MAX_DRAWN_VERTICES) {
      throw new Refusal(
          AvatarRule.COUNT_EXCEEDED,
          primitive.path() + " brings the vertices to " + vertices + ", drawn " + drawnVertices);
    }
  }

  private void indices(Json primitive, int vertexCount) throws Refusal {
    Accessor indices = accessors.at(primitive.get("indices"));
    if (!indices.is(ElementType.SCALAR, UNSIGNED_BYTE, UNSIGNED_SHORT, UNSIGNED_INT)) {
      throw new Refusal(AvatarRule.MESH_LAYOUT, primitive.path() + "/indices are not unsigned");
    }
    budget.spendComponents(indices.count());
    indices.requireValuesBelow(vertexCount);
  }

  private void targets(Json primitive, int morphs, int vertexCount) throws Refusal {
    List<Json> targets = primitive.items("targets", AvatarLimits.MAX_MORPHS);
    if (targets.size() != morphs) {
      throw new Refusal(
          AvatarRule.MESH_LAYOUT, primitive.path() + " has " + targets.size() + " of " + morphs);
    }
    for (Json target : targets) {
      for (Map.Entry<String, Json> attribute : target.members().entrySet()) {
        Accessor accessor = accessors.at(attribute.getValue());
        if (!layout.fitsTarget(attribute.getKey(), accessor) || accessor.count() != vertexCount) {
          throw new Refusal(
              AvatarRule.MESH_LAYOUT,
              attribute.getValue().path() + " has " + accessor.count() + " of " + vertexCount);
        }
      }
    }
  }

  private void requireLayout(String name, Json at, Accessor accessor, int vertexCount)
      throws Refusal {
    if (!layout.fits(name, accessor)) {
      throw new Refusal(AvatarRule.MESH_LAYOUT, at.path() + " is of another type");
    }
    if (accessor.count() != vertexCount) {
      throw new Refusal(
          AvatarRule.MESH_LAYOUT, at.path() + " has " + accessor.count() + " of " + vertexCount);
    }
  }

  private void weights(int mesh, Map<String, Json> attributes) throws Refusal {
    List<Accessor> sets = new ArrayList<>();
    for (int set = 0; set < 2; set++) {
      Json weights = attributes.get("WEIGHTS_" + set);
      Json bound = attributes.get("JOINTS_" + set);
      if ((weights == null) != (bound == null)) {
        throw new Refusal(
            AvatarRule.MESH_LAYOUT, "/meshes/" + mesh + " has joints without weights");
      }
      if (weights != null) {
        sets.add(accessors.at(weights));
      }
    }
    if (sets.isEmpty() || meshWithWeightsOff == mesh) {
      return;
    }
    budget.spendComponents(4L * sets.getFirst().count() * sets.size());
    int off = verticesOff(sets);
    if (off > 0) {
      meshWithWeightsOff = mesh;
      budget.warn(
          AvatarWarning.Kind.WEIGHTS_NOT_NORMALISED,
          "mesh " + mesh + ": " + off + " of " + sets.getFirst().count() + " vertices");
    }
  }

  private static int verticesOff(List<Accessor> sets) {
    int off = 0;
    for (int i = 0; i < sets.getFirst().count(); i++) {
      double sum = 0;
      for (Accessor set : sets) {
        Accessor.Run dense = set.dense();
        for (int c = 0; dense != null && c < 4; c++) {
          sum += set.weightAt(dense, i, c);
        }
      }
      if (Math.abs(sum - 1) > WEIGHT_SUM_TOLERANCE) {
        off++;
      }
    }
    return off;
  }

  int count() {
    return morphCounts.size();
  }

  /** How many morph targets the mesh has. */
  int morphCount(int mesh) {
    return morphCounts.get(mesh);
  }

  List<Joints> joints() {
    return joints;
  }

  Set<ArkitShape> shapes() {
    return shapes;
  }

  int vertexCount() {
    return (int) vertices;
  }
}
