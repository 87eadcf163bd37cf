package dev.afterglow.registry.part;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an avatar is made of.
 *
 * @param avatarId which avatar
 * @param version counts up with each replacement; 0 = it never had parts
 * @param parts the part of each kind that it has
 * @param looks by their names, each with the parts that stand in the place of others while it is
 *     worn
 * @param fromTime since when
 */
public record Composition(
    String avatarId,
    int version,
    Map<PartKind, Placed> parts,
    SortedMap<String, Map<PartKind, Placed>> looks,
    Instant fromTime) {
  /** As many looks as an avatar may have beside those of its file. */
  public static final int MOST_LOOKS = 16;

  /**
   * A part in its place.
   *
   * @param partId which
   * @param sha256Hex SHA-256 of its bytes as kept
   */
  public record Placed(String partId, String sha256Hex) {}

  /** Copies the maps, in the order of the kinds and of the looks' names. */
  public Composition {
    parts = ordered(parts);
    SortedMap<String, Map<PartKind, Placed>> named = new TreeMap<>();
    looks.forEach((name, worn) -> named.put(name, ordered(worn)));
    looks = Collections.unmodifiableSortedMap(named);
  }

  /** Without looks of its own. */
  public Composition(String avatarId, int version, Map<PartKind, Placed> parts, Instant fromTime) {
    this(avatarId, version, parts, new TreeMap<>(), fromTime);
  }

  private static Map<PartKind, Placed> ordered(Map<PartKind, Placed> parts) {
    Map<PartKind, Placed> out = new EnumMap<>(PartKind.class);
    out.putAll(parts);
    return Collections.unmodifiableMap(out);
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
    return new Composition(avatarId, version + 1, next, looks, now);
  }

  /** The same with a look that wears those parts; without it where it wears none. */
  public Composition withLook(String name, Map<PartKind, Placed> worn, Instant now) {
    SortedMap<String, Map<PartKind, Placed>> next = new TreeMap<>(looks);
    if (worn.isEmpty()) {
      next.remove(name);
    } else {
      next.put(name, worn);
    }
    return new Composition(avatarId, version + 1, parts, next, now);
  }

  /** Whether it is made of that part, in all looks or in one. */
  public boolean has(String partId) {
    return partIds().contains(partId);
  }

  /** Every part that it is made of, in all looks or in one: whoever made one is to be asked. */
  public Set<String> partIds() {
    return Stream.concat(Stream.of(parts), looks.values().stream())
        .flatMap(it -> it.values().stream())
        .map(Placed::partId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What licences bind: SHA-256 over a line {@code KIND digest} of each part that shows or sounds
   * like somebody, in the order of the kinds, and then a line {@code look NAME KIND digest} of each
   * such part of each look, in the order of their names; empty where there is none.
   */
  public String likenessSha256Hex() {
    StringBuilder lines = new StringBuilder();
    lines(lines, "", parts);
    looks.forEach((name, worn) -> lines(lines, "look " + name + " ", worn));
    return lines.isEmpty() ? "" : sha256Hex(lines.toString());
  }

  private static void lines(StringBuilder lines, String before, Map<PartKind, Placed> parts) {
    parts.forEach(
        (kind, placed) -> {
          if (kind.likeness()) {
            lines.append(before).append(kind).append(' ').append(placed.sha256Hex()).append('\n');
          }
        });
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
