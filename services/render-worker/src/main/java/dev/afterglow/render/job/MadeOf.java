package dev.afterglow.render.job;

import dev.afterglow.render.figure.Piece;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an avatar is made of beside its file.
 *
 * @param parts the part of each kind that it has in every look that has no other
 * @param looks by their names, each with the parts that stand in the place of others
 */
public record MadeOf(Map<Kind, Placed> parts, SortedMap<String, Map<Kind, Placed>> looks) {
  /** Of its file alone. */
  public static final MadeOf NOTHING = new MadeOf(Map.of(), new TreeMap<>());

  /** What a part is, in the order in which the registry counts them. */
  public enum Kind {
    FACE_MODEL(true, Piece.FACE),
    VOICE_MODEL(true),
    BODY(true, Piece.BODY),
    LOOKS(true, Piece.HAIR, Piece.OUTFIT),
    PERSONA(false),
    SCRIPTS(false),
    HAIR(true, Piece.HAIR),
    OUTFIT(true, Piece.OUTFIT);

    private final boolean likeness;
    private final Set<Piece> pieces;

    Kind(boolean likeness, Piece... pieces) {
      this.likeness = likeness;
      this.pieces = Set.of(pieces);
    }

    /** What of the avatar it takes the place of; empty for what is not drawn. */
    public Set<Piece> pieces() {
      return pieces;
    }
  }

  /**
   * A part in its place.
   *
   * @param sha256 of its bytes, lower-case hex
   */
  public record Placed(String partId, String sha256) {}

  /** Copies the maps. */
  public MadeOf {
    parts = ordered(parts);
    SortedMap<String, Map<Kind, Placed>> named = new TreeMap<>();
    looks.forEach((name, worn) -> named.put(name, ordered(worn)));
    looks = Collections.unmodifiableSortedMap(named);
  }

  /**
   * What licences bind of it, worked out here and not taken from whoever says so; see {@code
   * Composition.likeness_sha256} of the contract. Lower-case hex; empty where there is nothing.
   */
  public String likenessSha256() {
    StringBuilder lines = new StringBuilder();
    lines(lines, "", parts);
    looks.forEach((name, worn) -> lines(lines, "look " + name + " ", worn));
    return lines.isEmpty() ? "" : sha256(lines.toString());
  }

  /** Every part that is drawn, each once. */
  List<Placed> drawn() {
    return Stream.concat(Stream.of(parts), looks.values().stream())
        .flatMap(it -> it.entrySet().stream())
        .filter(it -> !it.getKey().pieces().isEmpty())
        .map(Map.Entry::getValue)
        .distinct()
        .toList();
  }

  private static void lines(StringBuilder lines, String before, Map<Kind, Placed> parts) {
    parts.forEach(
        (kind, placed) -> {
          if (kind.likeness) {
            lines.append(before).append(kind).append(' ').append(placed.sha256()).append('\n');
          }
        });
  }

  private static Map<Kind, Placed> ordered(Map<Kind, Placed> parts) {
    Map<Kind, Placed> out = new EnumMap<>(Kind.class);
    out.putAll(parts);
    return Collections.unmodifiableMap(out);
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
