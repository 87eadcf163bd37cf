package dev.afterglow.registry.part;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What an avatar is made of.
 *
 * @param avatarId which avatar
 * @param version counts up with each replacement; 0 = it never had parts
 * @param parts the part of each kind that it has
 * @param fromTime since when
 */
public record Composition(
    String avatarId, int version, Map<PartKind, Placed> parts, Instant fromTime) {

  /**
   * A part in its place.
   *
   * @param partId which
   * @param sha256Hex SHA-256 of its bytes as kept
   */
  public record Placed(String partId, String sha256Hex) {}

  /** Copies the map, in the order of the kinds. */
  public Composition {
    Map<PartKind, Placed> ordered = new EnumMap<>(PartKind.class);
    ordered.putAll(parts);
    parts = Collections.unmodifiableMap(ordered);
  }

  /** An avatar that has no parts. */
  public static Composition none(String avatarId) {
    return new Composition(avatarId, 0, Map.of(), Instant.EPOCH);
  }

  /** The same with one part in its kind's place. */
  public Composition with(PartKind kind, Placed placed, Instant now) {
    Map<PartKind, Placed> next = new EnumMap<>(PartKind.class);
    next.putAll(parts);
    next.put(kind, placed);
    return new Composition(avatarId, version + 1, next, now);
  }

  /**
   * What licences bind: SHA-256 over a line {@code KIND digest} of each part that shows or sounds
   * like somebody, in the order of the kinds; empty where there is none.
   */
  public String likenessSha256Hex() {
    StringBuilder lines = new StringBuilder();
    parts.forEach(
        (kind, placed) -> {
          if (kind.likeness()) {
            lines.append(kind).append(' ').append(placed.sha256Hex()).append('\n');
          }
        });
    return lines.isEmpty() ? "" : sha256Hex(lines.toString());
  }

  private static String sha256Hex(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
