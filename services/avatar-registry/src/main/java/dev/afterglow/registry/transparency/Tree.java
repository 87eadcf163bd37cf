package dev.afterglow.registry.transparency;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that can be asked for proofs. The proofs are those of RFC 6962, section 2.1: PATH and
 * PROOF, lowest level first.
 */
public abstract class Tree {

  /** How many leaves it has. */
  public abstract long size();

  /**
   * The hash over a complete subtree.
   *
   * @param height its height; it covers 2^height leaves, all of them there
   * @param place how many subtrees of that height stand left of it
   */
  protected abstract Hash complete(int height, long place);

  /** The root of the tree as it was at a size, up to its own. */
  public Hash root(long atSize) {
    require(atSize >= 0 && atSize <= size(), "the tree is not that large");
    return atSize == 0 ? Hash.empty() : range(0, atSize);
  }

  /**
   * That a leaf is in the tree of a size.
   *
   * @throws IllegalArgumentException where the tree has no such leaf or was never that large
   */
  public List<Hash> inclusion(long index, long atSize) {
    require(atSize <= size(), "the tree is not that large");
    require(index >= 0 && index < atSize, "the tree has no such leaf");
    List<Hash> proof = new ArrayList<>();
    path(index, 0, atSize, proof);
    return proof;
  }

  private void path(long index, long from, long to, List<Hash> proof) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      path(index, from, middle, proof);
      proof.add(range(middle, to));
    } else {
      path(index, middle, to, proof);
      proof.add(range(from, middle));
    }
  }

  /**
   * That the tree of one size grew from that of another. Empty where both are the same.
   *
   * @throws IllegalArgumentException where the sizes do not grow, start at 0 or pass the tree's own
   */
  public List<Hash> consistency(long first, long second) {
    require(second <= size(), "the tree is not that large");
    require(first >= 1 && first <= second, "the first tree is the smaller one and not empty");
    List<Hash> proof = new ArrayList<>();
    if (first < second) {
      subproof(first, 0, second, true, proof);
    }
    return proof;
  }

  private void subproof(long first, long from, long to, boolean known, List<Hash> proof) {
    if (first == to) {
      if (!known) {
        proof.add(range(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (first <= middle) {
      subproof(first, from, middle, known, proof);
      proof.add(range(middle, to));
    } else {
      subproof(first, middle, to, false, proof);
      proof.add(range(from, middle));
    }
  }

  /** The root over leaves {@code from} to {@code to}, where {@code from} starts a subtree. */
  private Hash range(long from, long to) {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      int height = Long.numberOfTrailingZeros(count);
      return complete(height, from >> height);
    }
    long middle = from + split(count);
    return Hash.node(range(from, middle), range(middle, to));
  }

  /** The largest power of two below a count of two or more. */
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
