package dev.afterglow.render.figure;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cautious steps through the untyped JSON of extensions and extras: what is not there is empty. */
final class JsonTree {
  private JsonTree() {}

  static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static Map<?, ?> object(Map<?, ?> parent, String key) {
    return object(parent.get(key));
  }

  static List<?> list(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof List<?> list ? list : List.of();
  }

  static float number(Map<?, ?> parent, String key, float otherwise) {
    return parent.get(key) instanceof Number number ? number.floatValue() : otherwise;
  }

  static int index(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof Number number ? number.intValue() : -1;
  }

  static String text(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof String text ? text : "";
  }

  static boolean flag(Map<?, ?> parent, String key) {
    return Boolean.TRUE.equals(parent.get(key));
  }
}
