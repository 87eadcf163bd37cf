package dev.afterglow.avatar;

/** Why a file has no canonical form that is surely the same model. */
public enum CanonicalDoubt {
  /**
   * A whole number beyond 2^53: readers that hold doubles and readers that hold integers already
   * disagree on it.
   */
  NUMBER_BEYOND_EXACT,
  /** A text with half a surrogate pair, which UTF-8 cannot hold. */
  TEXT_NOT_UNICODE,
  /** The JSON in its canonical form is larger than may be. */
  JSON_TOO_LARGE,
  /** The canonical form was not accepted, or other facts were found in it. */
  FACTS_DIFFER
}
