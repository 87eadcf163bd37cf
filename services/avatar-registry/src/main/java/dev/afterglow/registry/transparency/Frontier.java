package dev.afterglow.registry.transparency;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: one hash for each bit that is set in its size, the largest
 * subtree first. It is all that the root of any size needs.
 */
public final class Frontier {
  private final List<Hash> subtrees = new ArrayList<>();
  private long size;

  /** Adds the next leaf's hash. */
  public void add(Hash leaf) {
    Hash hash = leaf;
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      hash = Hash.node(subtrees.removeLast(), hash);
    }
    subtrees.add(hash);
    size++;
  }

  /** How many leaves were added. */
  public long size() {
    return size;
  }

  /** The root over all leaves so far. */
  public Hash root() {
    if (subtrees.isEmpty()) {
      return Hash.empty();
    }
    Hash root = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      root = Hash.node(subtrees.get(i), root);
    }
    return root;
  }
}
