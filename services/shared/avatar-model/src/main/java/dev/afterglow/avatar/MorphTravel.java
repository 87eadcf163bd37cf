package dev.afterglow.avatar;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeAliases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far shapes move: the longest way of a vertex under a morph target, as a share of the longest
 * side of its mesh, by the names of targets and of VRM's expressions in small letters.
 */
final class MorphTravel {
  private final Accessors accessors;
  private final List<double[]> travels = new ArrayList<>();
  private final Map<String, Double> byName = new HashMap<>();

  private MorphTravel(Accessors accessors) {
    this.accessors = accessors;
  }

  static MorphTravel read(Json document, Accessors accessors) throws Refusal {
    MorphTravel travel = new MorphTravel(accessors);
    for (Json mesh : document.get("meshes").items()) {
      travel.mesh(mesh);
    }
    Json extensions = document.get("extensions");
    List<Json> nodes = document.get("nodes").items();
    Json expressions = extensions.get("VRMC_vrm").get("expressions");
    for (String list : List.of("preset", "custom")) {
      for (Map.Entry<String, Json> expression : expressions.get(list).members().entrySet()) {
        for (Json bind : expression.getValue().get("morphTargetBinds").items()) {
          Json mesh = nodes.get(bind.get("node").reference(nodes.size())).get("mesh");
          travel.bind(expression.getKey(), mesh, bind, 1);
        }
      }
    }
    for (Json group :
        extensions.get("VRM").get("blendShapeMaster").get("blendShapeGroups").items()) {
      for (Json bind : group.get("binds").items()) {
        travel.bind(group.get("name").text(""), bind.get("mesh"), bind, 0.01);
        travel.bind(group.get("presetName").text(""), bind.get("mesh"), bind, 0.01);
      }
    }
    return travel;
  }

  private void bind(String name, Json mesh, Json bind, double unit) throws Refusal {
    if (mesh.present() && !name.isEmpty()) {
      double[] targets = travels.get(mesh.reference(travels.size()));
      int index = bind.get("index").reference(targets.length);
      note(name, targets[index] * bind.get("weight").number() * unit);
    }
  }

  private void note(String name, double travel) {
    byName.merge(name.toLowerCase(Locale.ROOT), travel, Math::max);
    ShapeAliases.find(name)
        .ifPresent(
            shape -> byName.merge(shape.arkitName().toLowerCase(Locale.ROOT), travel, Math::max));
  }

  private void mesh(Json mesh) throws Refusal {
    List<Json> primitives = mesh.get("primitives").items();
    double side = 0;
    for (Json primitive : primitives) {
      side = Math.max(side, longestSide(accessors.at(primitive.get("attributes").get("POSITION"))));
    }
    double[] travel = new double[primitives.getFirst().get("targets").items().size()];
    for (Json primitive : primitives) {
      List<Json> targets = primitive.get("targets").items();
      for (int t = 0; t < travel.length; t++) {
        Json positions = targets.get(t).get("POSITION");
        if (positions.present() && side > 0) {
          travel[t] = Math.max(travel[t], longestWay(accessors.at(positions)) / side);
        }
      }
    }
    travels.add(travel);
    List<Json> names =
        mesh.get("extras").isObject() ? mesh.get("extras").get("targetNames").items() : List.of();
    for (int t = 0; t < Math.min(names.size(), travel.length); t++) {
      note(names.get(t).text(), travel[t]);
    }
  }

  private static double longestSide(Accessor positions) {
    Accessor.Run run = positions.dense();
    double side = 0;
    for (int axis = 0; run != null && axis < 3; axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < run.count(); i++) {
        double value = number(positions, run, i, axis);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      side = Math.max(side, high - low);
    }
    return side;
  }

  private static double longestWay(Accessor deltas) {
    return Math.max(longestWay(deltas, deltas.dense()), longestWay(deltas, deltas.sparse()));
  }

  private static double longestWay(Accessor deltas, Accessor.@Nullable Run run) {
    double longest = 0;
    for (int i = 0; run != null && i < run.count(); i++) {
      double square = 0;
      for (int axis = 0; axis < 3; axis++) {
        double value = number(deltas, run, i, axis);
        square += value * value;
      }
      longest = Math.max(longest, square);
    }
    return Math.sqrt(longest);
  }

  /** As it stands in the file: base and way are of one type in files that are drawn. */
  private static double number(Accessor accessor, Accessor.Run run, int i, int axis) {
    int at = run.offset() + i * run.stride() + axis * accessor.component().bytes();
    return switch (accessor.component()) {
      case FLOAT -> run.bytes().getFloat(at);
      case BYTE -> run.bytes().get(at);
      case SHORT -> run.bytes().getShort(at);
      case UNSIGNED_BYTE, UNSIGNED_SHORT, UNSIGNED_INT ->
          accessor.component().unsignedAt(run.bytes(), at);
    };
  }

  /** The longest way of any of these names; 0 where there is none. */
  double of(String... names) {
    double longest = 0;
    for (String name : names) {
      longest = Math.max(longest, byName.getOrDefault(name, 0.0));
    }
    return longest;
  }

  double of(ArkitShape shape, String... names) {
    return Math.max(of(shape.arkitName().toLowerCase(Locale.ROOT)), of(names));
  }
}
