package dev.afterglow.render.figure;

import java.util.Locale;
import java.util.Optional;

/**
 * Which part of an avatar a mesh is, as its node says by {@code AFTERGLOW_part} 1.0: {@code
 * "extensions": {"AFTERGLOW_part": {"specVersion": "1.0", "kind": "hair"}}}. What says nothing is
 * none of them and stays whatever else is worn.
 */
public enum Piece {
  /** The face with its eyes, teeth and brows. */
  FACE,
  /** Hands, neck and whatever else shows of the body. */
  BODY,
  /** Hair. */
  HAIR,
  /** Clothes. */
  OUTFIT;

  /** The piece of that name, in small letters; empty for any other. */
  static Optional<Piece> named(String kind) {
    for (Piece piece : values()) {
      if (piece.name().toLowerCase(Locale.ROOT).equals(kind)) {
        return Optional.of(piece);
      }
    }
    return Optional.empty();
  }
}
