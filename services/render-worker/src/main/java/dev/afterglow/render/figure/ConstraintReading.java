package dev.afterglow.render.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Reads {@code VRMC_node_constraint} of the file's nodes. */
final class ConstraintReading {
  private static final String EXTENSION = "VRMC_node_constraint";

  private ConstraintReading() {}

  /**
   * @param extensions of each of the file's nodes, by its index
   * @param nodeOf from the file's node index to the figure's; -1 where it shows no such node
   */
  static List<Constraint> read(List<? extends Map<?, ?>> extensions, IntUnaryOperator nodeOf) {
    List<Constraint> out = new ArrayList<>();
    for (int n = 0; n < extensions.size(); n++) {
      Map<?, ?> extension = JsonTree.object(extensions.get(n), EXTENSION);
      Map<?, ?> constraint = JsonTree.object(extension, "constraint");
      int node = constraint.isEmpty() ? -1 : nodeOf.applyAsInt(n);
      for (Constraint.Kind kind : Constraint.Kind.values()) {
        Map<?, ?> one = JsonTree.object(constraint, key(kind));
        int source = nodeOf.applyAsInt(JsonTree.index(one, "source"));
        if (node >= 0 && source >= 0 && source != node) {
          out.add(new Constraint(node, source, kind, axis(one, kind), weight(one)));
        }
      }
    }
    return out;
  }

  private static String key(Constraint.Kind kind) {
    return switch (kind) {
      case ROLL -> "roll";
      case AIM -> "aim";
      case ROTATION -> "rotation";
    };
  }

  private static float weight(Map<?, ?> constraint) {
    float weight = JsonTree.number(constraint, "weight", 1);
    return weight >= 0 && weight <= 1 ? weight : 1;
  }

  private static float[] axis(Map<?, ?> constraint, Constraint.Kind kind) {
    String name = JsonTree.text(constraint, kind == Constraint.Kind.AIM ? "aimAxis" : "rollAxis");
    return switch (name) {
      case "Y", "PositiveY" -> new float[] {0, 1, 0};
      case "Z", "PositiveZ" -> new float[] {0, 0, 1};
      case "NegativeX" -> new float[] {-1, 0, 0};
      case "NegativeY" -> new float[] {0, -1, 0};
      case "NegativeZ" -> new float[] {0, 0, -1};
      default -> new float[] {1, 0, 0};
    };
  }
}
