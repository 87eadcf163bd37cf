package dev.afterglow.registry.asset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is kept, named by its digest.
 *
 * @param kind what it is
 * @param sha256Hex SHA-256 of its bytes, 64 lower-case hex digits
 */
public record Asset(AssetKind kind, String sha256Hex) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PATH =
      Pattern.compile("(?<folder>[a-z]+)/[0-9a-f]{2}/(?<sha256>[0-9a-f]{64})(?:\\.[a-z]+)?");

  /** Checks that the digest is one, so that no name leads anywhere else. */
  public Asset {
    if (!SHA256.matcher(sha256Hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in hex");
    }
  }

  /**
   * Its place below the storage's root, the same in every storage: {@code avatars/ab/abcd….glb}.
   */
  public String path() {
    return kind.folder() + "/" + sha256Hex.substring(0, 2) + "/" + sha256Hex + kind.suffix();
  }

  /** The file of a path; empty where it is none of ours. */
  public static Optional<Asset> at(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (AssetKind kind : AssetKind.values()) {
      Asset asset = new Asset(kind, matcher.group("sha256"));
      if (asset.path().equals(path)) {
        return Optional.of(asset);
      }
    }
    return Optional.empty();
  }
}
