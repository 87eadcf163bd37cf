package dev.afterglow.commerce.room;

/**
 * How a comment feels. Most comments of a live room are questions, so neutral comes first: a
 * comment is only positive or negative where it says so. Ordinals go into snapshots.
 */
public enum Sentiment {
  /** Says nothing either way; every plain question. */
  NEUTRAL,
  /** Pleased. */
  POSITIVE,
  /** Displeased. */
  NEGATIVE
}
