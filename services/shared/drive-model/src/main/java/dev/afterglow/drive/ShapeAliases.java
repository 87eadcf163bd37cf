package dev.afterglow.drive;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one table by which names from files and wires become {@link ArkitShape}s.
 *
 * <p>It knows {@code jawOpen} (Apple), {@code JawOpen} (Live Link, perfect-sync avatars), {@code
 * mouthSmile_L} and {@code MouthSmile_L} (iFacialMocap v1 and its kin). Spelling and case must
 * match: a name that is not in the table is unknown, however close it looks.
 */
public final class ShapeAliases {
  private static final Map<String, ArkitShape> TABLE = table();

  private ShapeAliases() {}

  /** The shape of that name, or empty where the table does not hold the name. */
  public static Optional<ArkitShape> find(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  /** Every name of the table with its shape; unmodifiable. */
  public static Map<String, ArkitShape> all() {
    return TABLE;
  }

  private static Map<String, ArkitShape> table() {
    Map<String, ArkitShape> table = new HashMap<>();
    for (ArkitShape shape : ArkitShape.values()) {
      String camel = shape.arkitName();
      addBothCases(table, camel, shape);
      if (camel.endsWith("Left")) {
        addBothCases(table, stem(camel, "Left") + "_L", shape);
      } else if (camel.endsWith("Right")) {
        addBothCases(table, stem(camel, "Right") + "_R", shape);
      }
    }
    return Collections.unmodifiableMap(table);
  }

  private static void addBothCases(Map<String, ArkitShape> table, String name, ArkitShape shape) {
    add(table, name, shape);
    add(table, Character.toUpperCase(name.charAt(0)) + name.substring(1), shape);
  }

  private static void add(Map<String, ArkitShape> table, String name, ArkitShape shape) {
    ArkitShape earlier = table.put(name, shape);
    if (earlier != null) {
      throw new IllegalStateException("two shapes share the alias " + name);
    }
  }

  private static String stem(String name, String side) {
    return name.substring(0, name.length() - side.length());
  }
}
