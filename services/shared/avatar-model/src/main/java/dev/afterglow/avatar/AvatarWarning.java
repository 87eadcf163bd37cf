package dev.afterglow.avatar;

/**
 * Something unusual that viewers accept all the same.
 *
 * @param kind what it is
 * @param detail where and how much; at most 200 characters, no text from the file
 */
public record AvatarWarning(Kind kind, String detail) {
  /** The kinds of warnings. */
  public enum Kind {
    /** Skin weights of some vertices do not sum to one; a renderer normalises them. */
    WEIGHTS_NOT_NORMALISED,
    /** A texture repeats in mirror image; the renderer repeats it as it is. */
    MIRRORED_WRAP_NOT_DRAWN,
    /** An image's bytes are of another allowed type than its mimeType says. */
    IMAGE_TYPE_DIFFERS,
    /** VRM 1.0 metadata lets only the author, or people the author named, wear the avatar. */
    WEARER_RESTRICTED
  }
}
