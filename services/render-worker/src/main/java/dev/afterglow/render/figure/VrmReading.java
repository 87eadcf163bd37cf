package dev.afterglow.render.figure;

import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
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
   * Expressions; their binds may name what the figure does not have.
   *
   * @param places finds the figure's parts for a bind
   */
  List<Expression> expressions(ExpressionReading.Places places) {
    ExpressionReading reading = new ExpressionReading(places);
    return vrm1.isEmpty() ? reading.ofZero(vrm0) : reading.ofOne(vrm1);
  }

  LookAt lookAt() {
    if (vrm1.isEmpty() && vrm0.isEmpty()) {
      return LookAt.USUAL;
    }
    if (vrm1.isEmpty()) {
      Map<?, ?> first = JsonTree.object(vrm0, "firstPerson");
      boolean shapes = JsonTree.text(first, "lookAtTypeName").equals("BlendShape");
      return lookAt(first, shapes, "lookAt", "xRange", "yRange");
    }
    Map<?, ?> lookAt = JsonTree.object(vrm1, "lookAt");
    boolean shapes = JsonTree.text(lookAt, "type").equals("expression");
    return lookAt(lookAt, shapes, "rangeMap", "inputMaxValue", "outputScale");
  }

  private static LookAt lookAt(
      Map<?, ?> parent, boolean shapes, String map, String input, String output) {
    float usual = shapes ? 1 : 10;
    return new LookAt(
        shapes ? LookAt.Kind.EXPRESSION : LookAt.Kind.BONE,
        range(JsonTree.object(parent, map + "HorizontalOuter"), input, output, usual),
        range(JsonTree.object(parent, map + "HorizontalInner"), input, output, usual),
        range(JsonTree.object(parent, map + "VerticalUp"), input, output, usual),
        range(JsonTree.object(parent, map + "VerticalDown"), input, output, usual));
  }

  private static LookAt.Range range(Map<?, ?> map, String inputKey, String outputKey, float usual) {
    float input = JsonTree.number(map, inputKey, 90);
    float output = JsonTree.number(map, outputKey, usual);
    return new LookAt.Range(
        input > 0.01f && input <= 360 ? input : 90, Float.isFinite(output) ? output : usual);
  }

  /** What VRM 0.x says of the material of that index where it gives it a toon shader. */
  Map<?, ?> toon0(int material) {
    List<?> properties = JsonTree.list(vrm0, "materialProperties");
    if (material >= properties.size()) {
      return Map.of();
    }
    Map<?, ?> entry = JsonTree.object(properties.get(material));
    return JsonTree.text(entry, "shader").contains("MToon") ? entry : Map.of();
  }

  private static int nodeOf(Object value) {
    return JsonTree.index(JsonTree.object(value), "node");
  }
}
