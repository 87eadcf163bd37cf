package dev.afterglow.registry.transparency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A node of a Merkle tree: SHA-256 as RFC 6962, section 2.1, prefixes it. A leaf is hashed after a
 * byte 0, two children after a byte 1, so that no leaf can pass for a node.
 */
public final class Hash {
  /** How many bytes a hash has. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A hash that was computed elsewhere; 32 bytes. */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes");
    }
    return new Hash(bytes.clone());
  }

  /** The hash at a place of a tile. */
  static Hash in(byte[] tile, int place) {
    return new Hash(Arrays.copyOfRange(tile, place * BYTES, (place + 1) * BYTES));
  }

  /** The hash of a leaf's bytes. */
  public static Hash leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    return new Hash(digest.digest(entry));
  }

  /** The hash of two children. */
  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  /** The root of a tree without leaves. */
  public static Hash empty() {
    return new Hash(sha256().digest());
  }

  /** The root over leaf hashes, or over any hashes of one level. */
  public static Hash root(List<Hash> hashes) {
    Frontier frontier = new Frontier();
    hashes.forEach(frontier::add);
    return frontier.root();
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** As a checkpoint writes it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** As people compare it. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
