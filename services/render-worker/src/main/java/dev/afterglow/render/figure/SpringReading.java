package dev.afterglow.render.figure;

import dev.afterglow.render.space.Mat4;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Reads spring bones: {@code VRMC_springBone} of VRM 1.0, else {@code secondaryAnimation} of 0.x.
 * Numbers outside of their range are drawn into it; a joint without a place for its tail stays
 * stiff.
 *
 * <p>In 1.0 a joint's tail is the next joint and the last one only ends the chain. In 0.x every
 * node below a named root swings, its tail is its first child, and a node without children gets a
 * tail 7 cm further along.
 */
final class SpringReading {
  private static final float LEAF_METRES = 0.07f;
  private static final int LONGEST_CHAIN = 4_096;

  private final List<FigureNode> nodes;
  private final List<List<Integer>> children = new ArrayList<>();
  private final IntUnaryOperator nodeOf;
  private final Set<Integer> taken = new HashSet<>();

  /**
   * @param nodes the figure's
   * @param nodeOf from the file's node index to the figure's; -1 where it shows no such node
   */
  SpringReading(List<FigureNode> nodes, IntUnaryOperator nodeOf) {
    this.nodes = nodes;
    this.nodeOf = nodeOf;
    for (int n = 0; n < nodes.size(); n++) {
      children.add(new ArrayList<>());
      if (nodes.get(n).parent() >= 0) {
        children.get(nodes.get(n).parent()).add(n);
      }
    }
  }

  List<Spring> read(Map<?, ?> extensions) {
    Map<?, ?> one = JsonTree.object(extensions, "VRMC_springBone");
    if (!one.isEmpty()) {
      return ofOne(one);
    }
    return ofZero(JsonTree.object(JsonTree.object(extensions, "VRM"), "secondaryAnimation"));
  }

  private List<Spring> ofOne(Map<?, ?> file) {
    List<List<Spring.Collider>> colliders = new ArrayList<>();
    for (Object entry : JsonTree.list(file, "colliders")) {
      colliders.add(collider(JsonTree.object(entry)));
    }
    List<List<Spring.Collider>> groups = new ArrayList<>();
    for (Object entry : JsonTree.list(file, "colliderGroups")) {
      groups.add(picked(JsonTree.list(JsonTree.object(entry), "colliders"), colliders));
    }
    List<Spring> out = new ArrayList<>();
    for (Object entry : JsonTree.list(file, "springs")) {
      Map<?, ?> spring = JsonTree.object(entry);
      List<Spring.Joint> joints = chain(JsonTree.list(spring, "joints"));
      add(out, spring, joints, picked(JsonTree.list(spring, "colliderGroups"), groups));
    }
    return out;
  }

  private List<Spring.Joint> chain(List<?> entries) {
    List<Spring.Joint> joints = new ArrayList<>();
    for (int i = 0; i + 1 < entries.size(); i++) {
      Map<?, ?> joint = JsonTree.object(entries.get(i));
      int node = node(joint, "node");
      int tail = node(JsonTree.object(entries.get(i + 1)), "node");
      if (node >= 0 && tail >= 0) {
        swing(joints, node, within(node, tail), joint, "stiffness", "gravityPower", "dragForce");
      }
    }
    return joints;
  }

  private List<Spring.Collider> collider(Map<?, ?> entry) {
    int node = node(entry, "node");
    Map<?, ?> shape = JsonTree.object(entry, "shape");
    Map<?, ?> sphere = JsonTree.object(shape, "sphere");
    Map<?, ?> capsule = JsonTree.object(shape, "capsule");
    if (node < 0 || (sphere.isEmpty() && capsule.isEmpty())) {
      return List.of();
    }
    Map<?, ?> round = capsule.isEmpty() ? sphere : capsule;
    float[] from = array(round, "offset");
    float[] to = capsule.isEmpty() ? from : array(round, "tail");
    return List.of(new Spring.Collider(node, from, to, atLeast0(round, "radius", 0)));
  }

  private List<Spring> ofZero(Map<?, ?> file) {
    List<List<Spring.Collider>> groups = new ArrayList<>();
    for (Object entry : JsonTree.list(file, "colliderGroups")) {
      groups.add(spheres(JsonTree.object(entry)));
    }
    List<Spring> out = new ArrayList<>();
    for (Object entry : JsonTree.list(file, "boneGroups")) {
      Map<?, ?> group = JsonTree.object(entry);
      List<Spring.Joint> joints = new ArrayList<>();
      for (Object root : JsonTree.list(group, "bones")) {
        int node = root instanceof Number number ? nodeOf.applyAsInt(number.intValue()) : -1;
        below(joints, node, group);
      }
      add(out, group, joints, picked(JsonTree.list(group, "colliderGroups"), groups));
    }
    return out;
  }

  /** Parents first, without recursion: a file may nest as deep as the validator lets it. */
  private void below(List<Spring.Joint> joints, int root, Map<?, ?> group) {
    List<Integer> queue = new ArrayList<>();
    if (root >= 0) {
      queue.add(root);
    }
    for (int i = 0; i < queue.size(); i++) {
      int node = queue.get(i);
      List<Integer> next = children.get(node);
      float[] tail = next.isEmpty() ? further(node) : nodes.get(next.getFirst()).translation();
      swing(joints, node, tail, group, "stiffiness", "gravityPower", "dragForce");
      queue.addAll(next);
    }
  }

  private List<Spring.Collider> spheres(Map<?, ?> group) {
    List<Spring.Collider> out = new ArrayList<>();
    int node = node(group, "node");
    for (Object entry : JsonTree.list(group, "colliders")) {
      Map<?, ?> sphere = JsonTree.object(entry);
      float[] place = xyz(JsonTree.object(sphere, "offset"), 0, 0, 0);
      place[2] = -place[2]; // 0.x writes this one in Unity's left-handed space
      if (node >= 0) {
        out.add(new Spring.Collider(node, place, place, atLeast0(sphere, "radius", 0)));
      }
    }
    return out;
  }

  private void swing(
      List<Spring.Joint> joints,
      int node,
      float[] tail,
      Map<?, ?> from,
      String stiffness,
      String power,
      String drag) {
    double length = Math.sqrt(tail[0] * tail[0] + tail[1] * tail[1] + tail[2] * tail[2]);
    boolean free = nodes.get(node).parent() >= 0 && length > 1e-5 && length < 1e5;
    if (!free || joints.size() >= LONGEST_CHAIN || !taken.add(node)) {
      return;
    }
    float[] gravity =
        from.get("gravityDir") instanceof Map<?, ?> map
            ? xyz(map, 0, -1, 0)
            : from.get("gravityDir") == null ? new float[] {0, -1, 0} : array(from, "gravityDir");
    float strength = finite(JsonTree.number(from, power, 0), 0);
    for (int k = 0; k < 3; k++) {
      gravity[k] *= strength;
    }
    joints.add(
        new Spring.Joint(
            node,
            tail,
            atLeast0(from, stiffness, 1),
            gravity,
            Math.min(1, atLeast0(from, drag, 0.5f)),
            atLeast0(from, "hitRadius", 0)));
  }

  private void add(
      List<Spring> out,
      Map<?, ?> spring,
      List<Spring.Joint> joints,
      List<Spring.Collider> colliders) {
    if (!joints.isEmpty()) {
      out.add(new Spring(node(spring, "center"), joints, colliders));
    }
  }

  /** Where a node below another rests in that one's space; the origin where it is not below. */
  private float[] within(int ancestor, int node) {
    float[] place = new float[3];
    float[] local = new float[16];
    for (int n = node; n != ancestor; n = nodes.get(n).parent()) {
      if (n < 0) {
        return new float[3];
      }
      FigureNode at = nodes.get(n);
      Mat4.compose(at.translation(), at.rotation(), at.scale(), local, 0);
      Mat4.point(local, 0, place[0], place[1], place[2], place);
    }
    return place;
  }

  private float[] further(int node) {
    float[] t = nodes.get(node).translation();
    double length = Math.sqrt(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]);
    float scale = length > 1e-6 ? (float) (LEAF_METRES / length) : 0;
    return new float[] {t[0] * scale, t[1] * scale, t[2] * scale};
  }

  private int node(Map<?, ?> parent, String key) {
    int index = JsonTree.index(parent, key);
    return index < 0 ? -1 : nodeOf.applyAsInt(index);
  }

  private static List<Spring.Collider> picked(List<?> places, List<List<Spring.Collider>> all) {
    List<Spring.Collider> out = new ArrayList<>();
    for (Object place : places) {
      if (place instanceof Number n && n.intValue() >= 0 && n.intValue() < all.size()) {
        out.addAll(all.get(n.intValue()));
      }
    }
    return out;
  }

  private static float[] array(Map<?, ?> parent, String key) {
    List<?> list = JsonTree.list(parent, key);
    float[] out = new float[3];
    for (int k = 0; k < 3 && k < list.size(); k++) {
      out[k] = list.get(k) instanceof Number n ? finite(n.floatValue(), 0) : 0;
    }
    return out;
  }

  private static float[] xyz(Map<?, ?> v, float x, float y, float z) {
    return new float[] {
      finite(JsonTree.number(v, "x", x), x),
      finite(JsonTree.number(v, "y", y), y),
      finite(JsonTree.number(v, "z", z), z)
    };
  }

  private static float atLeast0(Map<?, ?> parent, String key, float otherwise) {
    return Math.max(0, finite(JsonTree.number(parent, key, otherwise), otherwise));
  }

  private static float finite(float value, float otherwise) {
    return Float.isFinite(value) ? value : otherwise;
  }
}
