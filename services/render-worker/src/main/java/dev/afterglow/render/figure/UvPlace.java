package dev.afterglow.render.figure;

import java.util.List;
import java.util.Map;

/**
 * Where a texture lies on the surface: {@code KHR_texture_transform}, first scaled, then turned,
 * then moved.
 *
 * @param set which texture coordinates it reads, {@code TEXCOORD_n}
 * @param turn radians, counter-clockwise in the picture as glTF draws it
 */
record UvPlace(int set, float offsetU, float offsetV, float turn, float scaleU, float scaleV) {
  /** The first texture coordinates as they are. */
  static final UvPlace PLAIN = new UvPlace(0, 0, 0, 0, 1, 1);

  /**
   * @param texCoord of the texture info itself
   * @param extensions of the texture info, or null
   */
  static UvPlace of(int texCoord, Map<?, ?> extensions) {
    Map<?, ?> moved = JsonTree.object(extensions, "KHR_texture_transform");
    int set = moved.get("texCoord") instanceof Number n ? n.intValue() : texCoord;
    return new UvPlace(
        Math.clamp(set, 0, 7),
        at(moved, "offset", 0, 0),
        at(moved, "offset", 1, 0),
        finite(JsonTree.number(moved, "rotation", 0), 0),
        at(moved, "scale", 0, 1),
        at(moved, "scale", 1, 1));
  }

  /** Moves texture coordinates, 2 values a vertex, in place. */
  void move(float[] uv) {
    if (offsetU == 0 && offsetV == 0 && turn == 0 && scaleU == 1 && scaleV == 1) {
      return;
    }
    float cosine = (float) Math.cos(turn);
    float sine = (float) Math.sin(turn);
    for (int i = 0; i + 1 < uv.length; i += 2) {
      float u = uv[i] * scaleU;
      float v = uv[i + 1] * scaleV;
      uv[i] = cosine * u + sine * v + offsetU;
      uv[i + 1] = -sine * u + cosine * v + offsetV;
    }
  }

  private static float at(Map<?, ?> parent, String key, int place, float otherwise) {
    List<?> list = JsonTree.list(parent, key);
    return place < list.size() && list.get(place) instanceof Number n
        ? finite(n.floatValue(), otherwise)
        : otherwise;
  }

  private static float finite(float value, float otherwise) {
    return Float.isFinite(value) ? value : otherwise;
  }
}
