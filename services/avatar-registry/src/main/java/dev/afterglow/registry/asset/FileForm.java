package dev.afterglow.registry.asset;

import dev.afterglow.avatar.CanonicalDoubt;

/** The form in which a file is kept. */
public enum FileForm {
  /** As it was uploaded, before there were canonical forms. */
  BEFORE_FORMS,
  /** The one form for its content; its digest is of that. */
  CANONICAL,
  /** As it was uploaded: {@link CanonicalDoubt#NUMBER_BEYOND_EXACT}. */
  NUMBER_BEYOND_EXACT,
  /** As it was uploaded: {@link CanonicalDoubt#TEXT_NOT_UNICODE}. */
  TEXT_NOT_UNICODE,
  /** As it was uploaded: {@link CanonicalDoubt#JSON_TOO_LARGE}. */
  JSON_TOO_LARGE,
  /** As it was uploaded: {@link CanonicalDoubt#FACTS_DIFFER}. */
  FACTS_DIFFER;

  /** As it was uploaded, and why. */
  public static FileForm of(CanonicalDoubt doubt) {
    return valueOf(doubt.name());
  }
}
