package dev.afterglow.render.figure;

import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Reads MToon of VRM 1.0 and 0.x into one form. */
final class ToonReading {
  /** How far VRM 1.0 lets a part move in its queue, either way. */
  private static final int MOST_OFFSET = 9;

  /** Where 0.x puts what is see-through. */
  private static final int OLD_QUEUE = 3_000;

  private static final int MOST_OLD_QUEUE = 5_000;

  private static final float CENTIMETRE = 0.01f;

  /** From the file's texture index to the figure's picture; -1 where there is none. */
  private final IntUnaryOperator picture;

  ToonReading(IntUnaryOperator picture) {
    this.picture = picture;
  }

  /**
   * @param toon the extension {@code VRMC_materials_mtoon}
   */
  Toon one(Map<?, ?> toon) {
    return new Toon(
        color(toon, "shadeColorFactor", 0),
        texture(toon, "shadeMultiplyTexture"),
        number(toon, "shadingShiftFactor", 0, -1, 1),
        number(toon, "shadingToonyFactor", 0.9f, 0, 1),
        texture(toon, "matcapTexture"),
        color(toon, "matcapFactor", 1),
        color(toon, "parametricRimColorFactor", 0),
        texture(toon, "rimMultiplyTexture"),
        number(toon, "parametricRimFresnelPowerFactor", 5, 0.01f, 1_000),
        number(toon, "parametricRimLiftFactor", 0, -10, 10),
        number(toon, "rimLightingMixFactor", 1, 0, 1),
        switch (JsonTree.text(toon, "outlineWidthMode")) {
          case "worldCoordinates" -> Toon.Outline.WORLD;
          case "screenCoordinates" -> Toon.Outline.SCREEN;
          default -> Toon.Outline.NONE;
        },
        number(toon, "outlineWidthFactor", 0, 0, 0.1f),
        color(toon, "outlineColorFactor", 0),
        number(toon, "outlineLightingMixFactor", 1, 0, 1),
        number(toon, "uvAnimationScrollXSpeedFactor", 0, -100, 100),
        number(toon, "uvAnimationScrollYSpeedFactor", 0, -100, 100),
        number(toon, "uvAnimationRotationSpeedFactor", 0, -100, 100),
        new Toon.Masks(
            texture(toon, "shadingShiftTexture"),
            number(JsonTree.object(toon, "shadingShiftTexture"), "scale", 1, -10, 10),
            texture(toon, "outlineWidthMultiplyTexture")),
        queue(toon));
  }

  /** Below zero stands for the shader's own. */
  private static int oldQueue(Map<?, ?> properties) {
    int queue = (int) number(properties, "renderQueue", -1, -1, MOST_OLD_QUEUE);
    return queue < 0 ? 0 : queue - OLD_QUEUE;
  }

  /** Parts that also hide what is behind them are drawn before those that do not. */
  private static int queue(Map<?, ?> toon) {
    boolean hides = Boolean.TRUE.equals(toon.get("transparentWithZWrite"));
    int offset = (int) number(toon, "renderQueueOffsetNumber", 0, -MOST_OFFSET, MOST_OFFSET);
    return hides ? offset - 2 * MOST_OFFSET - 1 : offset;
  }

  /**
   * The older shader's border of light runs from its shift to a point between there and 1; its
   * colours are gamma-coded, its outline is in centimetres, its textures start at the lower left.
   *
   * @param properties an entry of 0.x's {@code materialProperties}
   */
  Toon zero(Map<?, ?> properties) {
    Map<?, ?> f = JsonTree.object(properties, "floatProperties");
    Map<?, ?> v = JsonTree.object(properties, "vectorProperties");
    Map<?, ?> t = JsonTree.object(properties, "textureProperties");
    float from = number(f, "_ShadeShift", 0, -1, 1);
    float to = 1 + (from - 1) * number(f, "_ShadeToony", 0.9f, 0, 1);
    int outline = (int) number(f, "_OutlineWidthMode", 0, 0, 2);
    float width = number(f, "_OutlineWidth", 0.5f, 0, 10) * CENTIMETRE;
    boolean mixed = number(f, "_OutlineColorMode", 0, 0, 1) == 1;
    return new Toon(
        linear(v, "_ShadeColor", 0.97f, 0.81f, 0.86f),
        picture.applyAsInt(JsonTree.index(t, "_ShadeTexture")),
        Math.clamp(-(from + to) / 2, -1, 1),
        Math.clamp((2 - (to - from)) / 2, 0, 1),
        picture.applyAsInt(JsonTree.index(t, "_SphereAdd")),
        new float[] {1, 1, 1},
        linear(v, "_RimColor", 0, 0, 0),
        picture.applyAsInt(JsonTree.index(t, "_RimTexture")),
        number(f, "_RimFresnelPower", 1, 0.01f, 1_000),
        number(f, "_RimLift", 0, -10, 10),
        number(f, "_RimLightingMix", 0, 0, 1),
        Toon.Outline.values()[outline],
        outline == 2 ? width / 2 : width,
        linear(v, "_OutlineColor", 0, 0, 0),
        mixed ? number(f, "_OutlineLightingMix", 1, 0, 1) : 0,
        number(f, "_UvAnimScrollX", 0, -100, 100),
        -number(f, "_UvAnimScrollY", 0, -100, 100),
        number(f, "_UvAnimRotation", 0, -100, 100) * (float) (2 * Math.PI),
        new Toon.Masks(-1, 1, picture.applyAsInt(JsonTree.index(t, "_OutlineWidthTexture"))),
        oldQueue(properties));
  }

  /** The file's textures that a toon look needs; -1 for none. */
  static List<Integer> textures(Map<?, ?> one, Map<?, ?> zero) {
    Map<?, ?> t = JsonTree.object(zero, "textureProperties");
    return List.of(
        JsonTree.index(JsonTree.object(one, "shadeMultiplyTexture"), "index"),
        JsonTree.index(JsonTree.object(one, "matcapTexture"), "index"),
        JsonTree.index(JsonTree.object(one, "rimMultiplyTexture"), "index"),
        JsonTree.index(JsonTree.object(one, "shadingShiftTexture"), "index"),
        JsonTree.index(JsonTree.object(one, "outlineWidthMultiplyTexture"), "index"),
        JsonTree.index(t, "_OutlineWidthTexture"),
        JsonTree.index(t, "_ShadeTexture"),
        JsonTree.index(t, "_SphereAdd"),
        JsonTree.index(t, "_RimTexture"));
  }

  private int texture(Map<?, ?> toon, String key) {
    return picture.applyAsInt(JsonTree.index(JsonTree.object(toon, key), "index"));
  }

  private static float[] color(Map<?, ?> parent, String key, float otherwise) {
    return numbers(JsonTree.list(parent, key), otherwise, otherwise, otherwise);
  }

  private static float[] linear(Map<?, ?> parent, String key, float r, float g, float b) {
    float[] c = numbers(JsonTree.list(parent, key), r, g, b);
    for (int k = 0; k < 3; k++) {
      double s = Math.max(0, c[k]);
      c[k] = (float) (s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4));
    }
    return c;
  }

  private static float[] numbers(List<?> list, float... otherwise) {
    for (int k = 0; k < otherwise.length && k < list.size(); k++) {
      if (list.get(k) instanceof Number n && Float.isFinite(n.floatValue())) {
        otherwise[k] = n.floatValue();
      }
    }
    return otherwise;
  }

  private static float number(
      Map<?, ?> parent, String key, float otherwise, float low, float high) {
    float value = JsonTree.number(parent, key, otherwise);
    return Float.isFinite(value) ? Math.clamp(value, low, high) : otherwise;
  }
}
