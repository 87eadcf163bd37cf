package dev.afterglow.avatar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in the document: a value, or its absence, with the path that leads to it. Every getter
 * checks the type and range that the caller states and refuses the file otherwise.
 */
final class Json {
  /** The largest integer that every JSON reader holds exactly. */
  private static final long MAX_INTEGER = 1L << 53;

  private final @Nullable Json parent;
  private final String key;
  private final @Nullable Object raw;

  private Json(@Nullable Json parent, String key, @Nullable Object raw) {
    this.parent = parent;
    this.key = key;
    this.raw = raw;
  }

  static Json root(Map<String, @Nullable Object> object) {
    return new Json(null, "", object);
  }

  /** Whether there is a value; {@code null} counts as none. */
  boolean present() {
    return raw != null;
  }

  boolean isObject() {
    return raw instanceof Map;
  }

  boolean isArray() {
    return raw instanceof List;
  }

  boolean isInteger() {
    return raw instanceof Long;
  }

  /** The member of that name; absent where this value is absent. */
  Json get(String name) throws Refusal {
    if (raw == null) {
      return new Json(this, name, null);
    }
    if (raw instanceof Map<?, ?> map) {
      return new Json(this, name, map.get(name));
    }
    throw wrong("an object");
  }

  /** The members by name; none where absent. */
  Map<String, Json> members() throws Refusal {
    if (raw == null) {
      return Map.of();
    }
    if (!(raw instanceof Map<?, ?> map)) {
      throw wrong("an object");
    }
    Map<String, Json> members = LinkedHashMap.newLinkedHashMap(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      members.put(name, new Json(this, name, entry.getValue()));
    }
    return members;
  }

  /** The elements; none where absent. */
  List<Json> items() throws Refusal {
    if (raw == null) {
      return List.of();
    }
    if (!(raw instanceof List<?> list)) {
      throw wrong("an array");
    }
    List<Json> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      items.add(new Json(this, Integer.toString(i), list.get(i)));
    }
    return items;
  }

  List<Json> items(String name, int max) throws Refusal {
    List<Json> items = get(name).items();
    if (items.size() > max) {
      throw new Refusal(
          AvatarRule.COUNT_EXCEEDED,
          get(name).path() + " has " + items.size() + ", at most " + max);
    }
    return items;
  }

  /** An integer within the bounds, inclusive. */
  long integer(long min, long max) throws Refusal {
    long value;
    if (raw instanceof Long number) {
      value = number;
    } else if (raw instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) < MAX_INTEGER) {
      value = number.longValue();
    } else {
      throw wrong("an integer");
    }
    if (value < min || value > max) {
      throw new Refusal(
          AvatarRule.JSON_VALUE, path() + " is " + value + ", not within " + min + " to " + max);
    }
    return value;
  }

  long integer(long min, long max, long absent) throws Refusal {
    return present() ? integer(min, max) : absent;
  }

  /** The place of something in a list of that size. */
  int reference(int size) throws Refusal {
    long value = integer(-MAX_INTEGER, MAX_INTEGER);
    if (value < 0 || value >= size) {
      throw new Refusal(AvatarRule.REFERENCE_RANGE, path() + " is " + value + " of " + size);
    }
    return (int) value;
  }

  /** A {@link #reference}, or -1 where absent. */
  int optionalReference(int size) throws Refusal {
    return present() ? reference(size) : -1;
  }

  double number() throws Refusal {
    if (raw instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong("a number");
  }

  String text() throws Refusal {
    if (raw instanceof String text) {
      return text;
    }
    throw wrong("a string");
  }

  String text(String absent) throws Refusal {
    return present() ? text() : absent;
  }

  boolean flag(boolean absent) throws Refusal {
    if (raw == null) {
      return absent;
    }
    if (raw instanceof Boolean flag) {
      return flag;
    }
    throw wrong("true or false");
  }

  /** Checks that the value, where present, is an array of that many numbers. */
  void optionalNumbers(int count) throws Refusal {
    if (!present()) {
      return;
    }
    List<Json> items = items();
    if (items.size() != count) {
      throw new Refusal(AvatarRule.JSON_VALUE, path() + " has " + items.size() + " numbers");
    }
    for (Json item : items) {
      item.number();
    }
  }

  /** The path from the root, for people: {@code /meshes/0/primitives}. */
  String path() {
    if (parent == null) {
      return "";
    }
    String name = key.length() <= 40 ? key : key.substring(0, 40);
    StringBuilder clean = new StringBuilder(name.length());
    name.chars().forEach(c -> clean.append(c > ' ' && c < 127 ? (char) c : '?'));
    return parent.path() + "/" + clean;
  }

  Refusal wrong(String expected) {
    return new Refusal(
        AvatarRule.JSON_VALUE, path() + (raw == null ? " is missing: " : " is not ") + expected);
  }
}
