package dev.afterglow.render.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the expressions of VRM 1.0, or the blend shape groups of 0.x under today's names. */
final class ExpressionReading {
  private static final String TILING = "_MainTex_ST";

  private final Places places;

  /**
   * @param places finds the figure's meshes and materials for a bind
   */
  ExpressionReading(Places places) {
    this.places = places;
  }

  /** Finds the figure's parts from the file's own numbering. */
  interface Places {
    List<Integer> byNode(int node);

    List<Integer> byMesh(int mesh);

    /** How many materials there are. */
    int materials();

    /** Materials of that name. */
    List<Integer> byName(String material);
  }

  List<Expression> ofOne(Map<?, ?> vrm) {
    List<Expression> out = new ArrayList<>();
    Map<?, ?> expressions = JsonTree.object(vrm, "expressions");
    for (String group : List.of("preset", "custom")) {
      JsonTree.object(expressions, group)
          .forEach((name, value) -> out.add(one(String.valueOf(name), JsonTree.object(value))));
    }
    return out;
  }

  List<Expression> ofZero(Map<?, ?> vrm) {
    List<Expression> out = new ArrayList<>();
    Map<?, ?> master = JsonTree.object(vrm, "blendShapeMaster");
    for (Object entry : JsonTree.list(master, "blendShapeGroups")) {
      out.add(zero(JsonTree.object(entry)));
    }
    return out;
  }

  private Expression one(String name, Map<?, ?> expression) {
    List<Expression.Bind> binds = new ArrayList<>();
    for (Object entry : JsonTree.list(expression, "morphTargetBinds")) {
      Map<?, ?> bind = JsonTree.object(entry);
      float weight = clamp(JsonTree.number(bind, "weight", 1));
      for (int mesh : places.byNode(JsonTree.index(bind, "node"))) {
        binds.add(new Expression.Bind(mesh, JsonTree.index(bind, "index"), weight));
      }
    }
    return new Expression(
        name,
        JsonTree.flag(expression, "isBinary"),
        override(expression, "overrideBlink"),
        override(expression, "overrideLookAt"),
        override(expression, "overrideMouth"),
        binds,
        colors(expression),
        uvs(expression));
  }

  private List<Expression.ColorBind> colors(Map<?, ?> expression) {
    List<Expression.ColorBind> out = new ArrayList<>();
    for (Object entry : JsonTree.list(expression, "materialColorBinds")) {
      Map<?, ?> bind = JsonTree.object(entry);
      int material = JsonTree.index(bind, "material");
      if (material >= 0 && material < places.materials()) {
        float[] target = numbers(bind, "targetValue", 0, 0, 0, 1);
        switch (JsonTree.text(bind, "type")) {
          case "color" -> out.add(color(material, Expression.ColorKind.BASE, target));
          case "emissionColor" -> out.add(color(material, Expression.ColorKind.EMISSION, target));
          case "shadeColor" -> out.add(color(material, Expression.ColorKind.SHADE, target));
          case "matcapColor" -> out.add(color(material, Expression.ColorKind.MATCAP, target));
          case "rimColor" -> out.add(color(material, Expression.ColorKind.RIM, target));
          case "outlineColor" -> out.add(color(material, Expression.ColorKind.OUTLINE, target));
          default -> {
            // a later version's colour
          }
        }
      }
    }
    return out;
  }

  private List<Expression.UvBind> uvs(Map<?, ?> expression) {
    List<Expression.UvBind> out = new ArrayList<>();
    for (Object entry : JsonTree.list(expression, "textureTransformBinds")) {
      Map<?, ?> bind = JsonTree.object(entry);
      int material = JsonTree.index(bind, "material");
      if (material >= 0 && material < places.materials()) {
        float[] scale = numbers(bind, "scale", 1, 1);
        float[] offset = numbers(bind, "offset", 0, 0);
        out.add(
            new Expression.UvBind(
                material, new float[] {scale[0], scale[1], offset[0], offset[1]}));
      }
    }
    return out;
  }

  private Expression zero(Map<?, ?> group) {
    List<Expression.Bind> binds = new ArrayList<>();
    for (Object entry : JsonTree.list(group, "binds")) {
      Map<?, ?> bind = JsonTree.object(entry);
      float weight = clamp(JsonTree.number(bind, "weight", 100) / 100);
      for (int mesh : places.byMesh(JsonTree.index(bind, "mesh"))) {
        binds.add(new Expression.Bind(mesh, JsonTree.index(bind, "index"), weight));
      }
    }
    List<Expression.ColorBind> colors = new ArrayList<>();
    List<Expression.UvBind> uvs = new ArrayList<>();
    for (Object entry : JsonTree.list(group, "materialValues")) {
      Map<?, ?> value = JsonTree.object(entry);
      for (int material : places.byName(JsonTree.text(value, "materialName"))) {
        value0(material, value, colors, uvs);
      }
    }
    String preset = JsonTree.text(group, "presetName");
    boolean custom = preset.isEmpty() || preset.equalsIgnoreCase("unknown");
    return new Expression(
        custom ? JsonTree.text(group, "name") : todaysName(preset.toLowerCase(Locale.ROOT)),
        JsonTree.flag(group, "isBinary"),
        Expression.Overriding.NONE,
        Expression.Overriding.NONE,
        Expression.Overriding.NONE,
        binds,
        colors,
        uvs);
  }

  private static void value0(
      int material,
      Map<?, ?> value,
      List<Expression.ColorBind> colors,
      List<Expression.UvBind> uvs) {
    String property = JsonTree.text(value, "propertyName");
    if (property.equals(TILING)) {
      float[] st = numbers(value, "targetValue", 1, 1, 0, 0);
      // Unity's coordinates start at the lower left
      uvs.add(
          new Expression.UvBind(material, new float[] {st[0], st[1], st[2], 1 - st[1] - st[3]}));
      return;
    }
    float[] target = numbers(value, "targetValue", 0, 0, 0, 1);
    switch (property) {
      case "_Color" -> colors.add(color(material, Expression.ColorKind.BASE, target));
      case "_EmissionColor" -> colors.add(color(material, Expression.ColorKind.EMISSION, target));
      case "_ShadeColor" -> colors.add(color(material, Expression.ColorKind.SHADE, target));
      case "_RimColor" -> colors.add(color(material, Expression.ColorKind.RIM, target));
      case "_OutlineColor" -> colors.add(color(material, Expression.ColorKind.OUTLINE, target));
      default -> {
        // a property that no look here has
      }
    }
  }

  private static Expression.ColorBind color(
      int material, Expression.ColorKind what, float[] target) {
    return new Expression.ColorBind(material, what, target);
  }

  private static Expression.Overriding override(Map<?, ?> expression, String key) {
    return switch (JsonTree.text(expression, key)) {
      case "block" -> Expression.Overriding.BLOCK;
      case "blend" -> Expression.Overriding.BLEND;
      default -> Expression.Overriding.NONE;
    };
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

  private static float[] numbers(Map<?, ?> parent, String key, float... otherwise) {
    List<?> list = JsonTree.list(parent, key);
    for (int k = 0; k < otherwise.length && k < list.size(); k++) {
      if (list.get(k) instanceof Number n && Float.isFinite(n.floatValue())) {
        otherwise[k] = n.floatValue();
      }
    }
    return otherwise;
  }

  private static float clamp(float weight) {
    return Math.max(0, Math.min(1, weight));
  }
}
