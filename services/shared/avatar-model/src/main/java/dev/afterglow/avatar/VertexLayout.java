package dev.afterglow.avatar;

import static dev.afterglow.avatar.ComponentType.BYTE;
import static dev.afterglow.avatar.ComponentType.FLOAT;
import static dev.afterglow.avatar.ComponentType.SHORT;
import static dev.afterglow.avatar.ComponentType.UNSIGNED_BYTE;
import static dev.afterglow.avatar.ComponentType.UNSIGNED_SHORT;
import static dev.afterglow.avatar.ElementType.VEC2;
import static dev.afterglow.avatar.ElementType.VEC3;
import static dev.afterglow.avatar.ElementType.VEC4;

/** Which number formats a vertex attribute may have. */
enum VertexLayout {
  /** What glTF 2.0 itself allows. */
  PLAIN,
  /** With the whole numbers of {@code KHR_mesh_quantization}. */
  QUANTIZED;

  /** Whether a primitive's attribute may be that accessor; unknown names need an underscore. */
  boolean fits(String name, Accessor accessor) {
    return switch (name.replaceAll("_\\d+$", "")) {
      case "POSITION" -> vector(accessor, VEC3, false);
      case "NORMAL" -> vector(accessor, VEC3, true);
      case "TANGENT" -> vector(accessor, VEC4, true);
      case "TEXCOORD" ->
          accessor.is(VEC2, FLOAT, UNSIGNED_BYTE, UNSIGNED_SHORT)
              || (this == QUANTIZED && accessor.is(VEC2, BYTE, SHORT));
      case "COLOR" ->
          accessor.is(VEC3, FLOAT, UNSIGNED_BYTE, UNSIGNED_SHORT)
              || accessor.is(VEC4, FLOAT, UNSIGNED_BYTE, UNSIGNED_SHORT);
      case "JOINTS" -> accessor.is(VEC4, UNSIGNED_BYTE, UNSIGNED_SHORT);
      case "WEIGHTS" -> accessor.is(VEC4, FLOAT, UNSIGNED_BYTE, UNSIGNED_SHORT);
      default -> name.startsWith("_");
    };
  }

  /** Whether a morph target's attribute may be that accessor. */
  boolean fitsTarget(String name, Accessor accessor) {
    return switch (name) {
      case "POSITION" ->
          accessor.is(VEC3, FLOAT) || (this == QUANTIZED && accessor.is(VEC3, BYTE, SHORT));
      case "NORMAL", "TANGENT" -> vector(accessor, VEC3, true);
      default -> true;
    };
  }

  /** A float vector, or a whole-numbered one; {@code unit} ones are signed and normalised. */
  private boolean vector(Accessor accessor, ElementType element, boolean unit) {
    if (accessor.is(element, FLOAT)) {
      return true;
    }
    boolean whole =
        unit
            ? accessor.is(element, BYTE, SHORT) && accessor.normalized()
            : accessor.is(element, BYTE, SHORT, UNSIGNED_BYTE, UNSIGNED_SHORT);
    return this == QUANTIZED && whole;
  }
}
