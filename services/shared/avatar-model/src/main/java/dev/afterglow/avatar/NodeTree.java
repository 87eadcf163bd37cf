package dev.afterglow.avatar;

import java.util.Arrays;
import java.util.List;

/** The nodes: a forest in which nobody is their own ancestor. */
final class NodeTree {
  private static final int ROOT = -1;

  private NodeTree() {}

  static void check(Json document) throws Refusal {
    List<Json> nodes = document.items("nodes", AvatarLimits.MAX_NODES);
    int[] parents = parents(nodes);
    requireRooted(parents);
    for (Json scene : document.items("scenes", 64)) {
      for (Json root : scene.get("nodes").items()) {
        if (parents[root.reference(parents.length)] != ROOT) {
          throw new Refusal(AvatarRule.NODE_NOT_TREE, root.path() + " names a child node");
        }
      }
    }
    document.get("scene").optionalReference(document.get("scenes").items().size());
  }

  private static int[] parents(List<Json> nodes) throws Refusal {
    int[] parents = new int[nodes.size()];
    Arrays.fill(parents, ROOT);
    for (int i = 0; i < parents.length; i++) {
      Json node = nodes.get(i);
      for (Json child : node.get("children").items()) {
        int c = child.reference(parents.length);
        if (c == i) {
          throw new Refusal(AvatarRule.NODE_CYCLE, "node " + i + " is its own child");
        }
        if (parents[c] != ROOT) {
          throw new Refusal(
              AvatarRule.NODE_NOT_TREE,
              "node " + c + " is a child of " + parents[c] + " and of " + i);
        }
        parents[c] = i;
      }
    }
    return parents;
  }

  /**
   * Climbs from each node: who has not met a root within as many steps as there are, never will.
   */
  private static void requireRooted(int[] parents) throws Refusal {
    for (int i = 0; i < parents.length; i++) {
      int steps = 0;
      for (int at = parents[i]; at != ROOT; at = parents[at]) {
        steps++;
        if (steps > parents.length) {
          throw new Refusal(AvatarRule.NODE_CYCLE, "node " + i + " is below a cycle");
        }
      }
      if (steps >= AvatarLimits.MAX_NODE_DEPTH) {
        throw new Refusal(
            AvatarRule.COUNT_EXCEEDED,
            "node " + i + " is " + steps + " deep, at most " + AvatarLimits.MAX_NODE_DEPTH);
      }
    }
  }
}
