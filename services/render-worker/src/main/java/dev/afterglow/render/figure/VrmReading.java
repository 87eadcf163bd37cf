package dev.afterglow.render.figure;

import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of VRM 0.x ({@code VRM}) and 1.0 ({@code VRMC_vrm}) that move a figure. What a file
 * lacks is empty; plain glTF gives nothing at all.
 */
final class VrmReading {
  private final Map<?, ?> vrm0;
  private final Map<?, ?> vrm1;

  VrmReading(Map<?, ?> extensions) {
    this.vrm0 = JsonTree.object(extensions, "VRM");
    this.vrm1 = JsonTree.object(extensions, "VRMC_vrm");
  }

  boolean facesBackwards() {
    return vrm1.isEmpty() && !vrm0.isEmpty();
  }

  /** Bone to node index of the file. */
  Map<HumanoidBone, Integer> bones() {
    Map<HumanoidBone, Integer> bones = new EnumMap<>(HumanoidBone.class);
    JsonTree.object(JsonTree.object(vrm1, "humanoid"), "humanBones")
        .forEach(
            (name, value) ->
                BoneAliases.find(String.valueOf(name))
                    .ifPresent(bone -> bones.put(bone, nodeOf(value))));
    if (vrm1.isEmpty()) {
      for (Object entry : JsonTree.list(JsonTree.object(vrm0, "humanoid"), "humanBones")) {
        BoneAliases.findVrm0(JsonTree.text(JsonTree.object(entry), "bone"))
            .ifPresent(bone -> bones.put(bone, nodeOf(entry)));
      }
    }
    bones.values().removeIf(node -> node < 0);
    return bones;
  }

  /**
   * Expressions with binds that still name the file's meshes or nodes.
   *
   * @param places finds the figure's meshes for a bind
   */
  List<Expression> expressions(Places places) {
    List<Expression> out = new ArrayList<>();
    Map<?, ?> expressions = JsonTree.object(vrm1, "expressions");
    for (String group : List.of("preset", "custom")) {
      JsonTree.object(expressions, group)
          .forEach((name, value) -> out.add(expression1(String.valueOf(name), value, places)));
    }
    if (vrm1.isEmpty()) {
      Map<?, ?> master = JsonTree.object(vrm0, "blendShapeMaster");
      for (Object entry : JsonTree.list(master, "blendShapeGroups")) {
        out.add(expression0(JsonTree.object(entry), places));
      }
    }
    return out;
  }

  LookAt lookAt() {
    if (!vrm1.isEmpty()) {
      Map<?, ?> lookAt = JsonTree.object(vrm1, "lookAt");
      return new LookAt(
          scale(lookAt, "rangeMapHorizontalOuter", "outputScale", LookAt.USUAL.outDegrees()),
          scale(lookAt, "rangeMapHorizontalInner", "outputScale", LookAt.USUAL.inDegrees()),
          scale(lookAt, "rangeMapVerticalUp", "outputScale", LookAt.USUAL.upDegrees()),
          scale(lookAt, "rangeMapVerticalDown", "outputScale", LookAt.USUAL.downDegrees()));
    }
    Map<?, ?> first = JsonTree.object(vrm0, "firstPerson");
    return new LookAt(
        scale(first, "lookAtHorizontalOuter", "yRange", LookAt.USUAL.outDegrees()),
        scale(first, "lookAtHorizontalInner", "yRange", LookAt.USUAL.inDegrees()),
        scale(first, "lookAtVerticalUp", "yRange", LookAt.USUAL.upDegrees()),
        scale(first, "lookAtVerticalDown", "yRange", LookAt.USUAL.downDegrees()));
  }

  /** Whether VRM 0.x gives the material of that index a toon shader. */
  boolean toon0(int material) {
    List<?> properties = JsonTree.list(vrm0, "materialProperties");
    return material < properties.size()
        && JsonTree.text(JsonTree.object(properties.get(material)), "shader").contains("MToon");
  }

  private static Expression expression1(String name, Object value, Places places) {
    Map<?, ?> expression = JsonTree.object(value);
    List<Expression.Bind> binds = new ArrayList<>();
    for (Object entry : JsonTree.list(expression, "morphTargetBinds")) {
      Map<?, ?> bind = JsonTree.object(entry);
      float weight = clamp(JsonTree.number(bind, "weight", 1));
      for (int mesh : places.byNode(JsonTree.index(bind, "node"))) {
        binds.add(new Expression.Bind(mesh, JsonTree.index(bind, "index"), weight));
      }
    }
    return new Expression(name, JsonTree.flag(expression, "isBinary"), binds);
  }

  private static Expression expression0(Map<?, ?> group, Places places) {
    List<Expression.Bind> binds = new ArrayList<>();
    for (Object entry : JsonTree.list(group, "binds")) {
      Map<?, ?> bind = JsonTree.object(entry);
      float weight = clamp(JsonTree.number(bind, "weight", 100) / 100);
      for (int mesh : places.byMesh(JsonTree.index(bind, "mesh"))) {
        binds.add(new Expression.Bind(mesh, JsonTree.index(bind, "index"), weight));
      }
    }
    String preset = JsonTree.text(group, "presetName");
    String name =
        preset.isEmpty() || preset.equals("unknown")
            ? JsonTree.text(group, "name")
            : todaysName(preset);
    return new Expression(name, JsonTree.flag(group, "isBinary"), binds);
  }

  /** The name that VRM 1.0 gives to a preset of 0.x. */
  private static String todaysName(String preset) {
    return switch (preset) {
      case "a" -> "aa";
      case "i" -> "ih";
      case "u" -> "ou";
      case "e" -> "ee";
      case "o" -> "oh";
      case "joy" -> "happy";
      case "sorrow" -> "sad";
      case "fun" -> "relaxed";
      case "blink_l" -> "blinkLeft";
      case "blink_r" -> "blinkRight";
      case "lookup" -> "lookUp";
      case "lookdown" -> "lookDown";
      case "lookleft" -> "lookLeft";
      case "lookright" -> "lookRight";
      default -> preset;
    };
  }

  private static int nodeOf(Object value) {
    return JsonTree.index(JsonTree.object(value), "node");
  }

  private static float scale(Map<?, ?> parent, String map, String key, float otherwise) {
    return JsonTree.number(JsonTree.object(parent, map), key, otherwise);
  }

  private static float clamp(float weight) {
    return Math.max(0, Math.min(1, weight));
  }

  /** Finds the figure's meshes from the file's own numbering. */
  interface Places {
    List<Integer> byNode(int node);

    List<Integer> byMesh(int mesh);
  }
}
