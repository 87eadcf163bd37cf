package dev.afterglow.registry.transparency;

import java.util.List;

/** A tree over hashes in memory, each subtree computed anew. */
final class ListTree extends Tree {
  private final List<Hash> leaves;

  ListTree(List<Hash> leaves) {
    this.leaves = leaves;
  }

  @Override
  public long size() {
    return leaves.size();
  }

  @Override
  protected Hash complete(int height, long place) {
    if (height == 0) {
      return leaves.get(Math.toIntExact(place));
    }
    return Hash.node(complete(height - 1, 2 * place), complete(height - 1, 2 * place + 1));
  }
}
