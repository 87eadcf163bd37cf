package dev.afterglow.avatar;

import java.util.List;

/** Animations: what they name exists, and each key has its values. */
final class Animations {
  private static final int MAX_ANIMATIONS = 1_024;
  private static final int MAX_CHANNELS = 16_384;

  private Animations() {}

  static void check(Json document, Accessors accessors, Meshes meshes) throws Refusal {
    List<Json> nodes = document.get("nodes").items();
    for (Json animation : document.items("animations", MAX_ANIMATIONS)) {
      List<Json> samplers = animation.items("samplers", MAX_CHANNELS);
      for (Json sampler : samplers) {
        Accessor input = accessors.at(sampler.get("input"));
        accessors.at(sampler.get("output"));
        if (!input.is(ElementType.SCALAR, ComponentType.FLOAT)) {
          throw new Refusal(AvatarRule.MESH_LAYOUT, sampler.path() + "/input is no float scalar");
        }
      }
      for (Json channel : animation.items("channels", MAX_CHANNELS)) {
        channel(channel, samplers, nodes, accessors, meshes);
      }
    }
  }

  private static void channel(
      Json channel, List<Json> samplers, List<Json> nodes, Accessors accessors, Meshes meshes)
      throws Refusal {
    Json sampler = samplers.get(channel.get("sampler").reference(samplers.size()));
    int node = channel.get("target").get("node").optionalReference(nodes.size());
    if (node < 0) {
      return;
    }
    Accessor output = accessors.at(sampler.get("output"));
    String path = channel.get("target").get("path").text();
    long values =
        switch (path) {
          case "translation", "scale" -> elements(output, ElementType.VEC3);
          case "rotation" -> elements(output, ElementType.VEC4);
          case "weights" -> elements(output, ElementType.SCALAR);
          default -> -1;
        };
    long each = path.equals("weights") ? morphs(nodes.get(node), meshes) : 1;
    long keys = accessors.at(sampler.get("input")).count();
    long perKey =
        switch (sampler.get("interpolation").text("LINEAR")) {
          case "LINEAR", "STEP" -> 1;
          case "CUBICSPLINE" -> 3;
          default -> 0;
        };
    if (values != keys * perKey * each || perKey == 0) {
      throw new Refusal(
          AvatarRule.MESH_LAYOUT,
          channel.path() + " has " + values + " values for " + keys + " keys");
    }
  }

  private static long elements(Accessor output, ElementType type) {
    return output.element() == type ? output.count() : -1;
  }

  private static long morphs(Json node, Meshes meshes) throws Refusal {
    int mesh = node.get("mesh").optionalReference(meshes.count());
    return mesh < 0 ? 0 : meshes.morphCount(mesh);
  }
}
