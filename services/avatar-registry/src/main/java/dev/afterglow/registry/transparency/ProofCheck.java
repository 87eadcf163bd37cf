package dev.afterglow.registry.transparency;

import java.util.List;

/**
 * Checks proofs as whoever receives them does: from the proof and two heads alone, by the steps of
 * RFC 9162, sections 2.1.3.2 and 2.1.4.2. Nothing here is shared with the code that makes proofs.
 */
public final class ProofCheck {
  private ProofCheck() {}

  /** Whether the proof shows that the leaf stands at the index in the tree with that root. */
  public static boolean included(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = Hash.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Hash.node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /** Whether the proof shows that the second tree grew from the first. */
  public static boolean grew(
      long first, long second, List<Hash> proof, Hash firstRoot, Hash secondRoot) {
    if (first < 1 || first > second) {
      return false;
    }
    if (first == second) {
      return proof.isEmpty() && firstRoot.equals(secondRoot);
    }
    boolean whole = Long.bitCount(first) == 1;
    if (!whole && proof.isEmpty()) {
      return false;
    }
    int next = whole ? 0 : 1;
    Hash before = whole ? firstRoot : proof.getFirst();
    Hash after = before;
    long node = first - 1;
    long last = second - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    for (Hash sibling : proof.subList(next, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        before = Hash.node(sibling, before);
        after = Hash.node(sibling, after);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        after = Hash.node(after, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && before.equals(firstRoot) && after.equals(secondRoot);
  }
}
