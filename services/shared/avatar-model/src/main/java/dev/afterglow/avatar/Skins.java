package dev.afterglow.avatar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Skins, and the nodes that put meshes on them. */
final class Skins {
  private Skins() {}

  static void check(Json document, Accessors accessors, Meshes meshes) throws Refusal {
    List<Json> nodes = document.get("nodes").items();
    List<Integer> jointCounts = new ArrayList<>();
    for (Json skin : document.items("skins", AvatarLimits.MAX_MESHES)) {
      jointCounts.add(skin(skin, nodes.size(), accessors));
    }
    int[] fewestJoints = new int[meshes.count()];
    Arrays.fill(fewestJoints, Integer.MAX_VALUE);
    int cameras = document.get("cameras").items().size();
    for (Json node : nodes) {
      int mesh = node.get("mesh").optionalReference(meshes.count());
      int skin = node.get("skin").optionalReference(jointCounts.size());
      if (skin >= 0 && mesh < 0) {
        throw new Refusal(AvatarRule.MESH_LAYOUT, node.path() + " has a skin and no mesh");
      }
      if (skin >= 0) {
        fewestJoints[mesh] = Math.min(fewestJoints[mesh], jointCounts.get(skin));
      }
      node.get("camera").optionalReference(cameras);
      pose(node);
      if (mesh >= 0) {
        node.get("weights").optionalNumbers(meshes.morphCount(mesh));
      }
    }
    for (Meshes.Joints joints : meshes.joints()) {
      if (fewestJoints[joints.mesh()] != Integer.MAX_VALUE) {
        joints.accessor().requireValuesBelow(fewestJoints[joints.mesh()]);
      }
    }
  }

  private static void pose(Json node) throws Refusal {
    node.get("matrix").optionalNumbers(16);
    node.get("translation").optionalNumbers(3);
    node.get("rotation").optionalNumbers(4);
    node.get("scale").optionalNumbers(3);
  }

  private static int skin(Json skin, int nodes, Accessors accessors) throws Refusal {
    List<Json> joints = skin.items("joints", AvatarLimits.MAX_BONES);
    Set<Integer> distinct = new HashSet<>();
    for (Json joint : joints) {
      if (!distinct.add(joint.reference(nodes))) {
        throw new Refusal(AvatarRule.MESH_LAYOUT, joint.path() + " names a joint twice");
      }
    }
    if (joints.isEmpty()) {
      throw new Refusal(AvatarRule.JSON_VALUE, skin.path() + "/joints is missing");
    }
    skin.get("skeleton").optionalReference(nodes);
    if (skin.get("inverseBindMatrices").present()) {
      Accessor matrices = accessors.at(skin.get("inverseBindMatrices"));
      if (!matrices.is(ElementType.MAT4, ComponentType.FLOAT) || matrices.count() < joints.size()) {
        throw new Refusal(
            AvatarRule.MESH_LAYOUT, skin.path() + " has too few or other inverse bind matrices");
      }
    }
    return joints.size();
  }
}
