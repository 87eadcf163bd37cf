package dev.afterglow.registry.identity.review;

/** What a reviewer decides. */
public enum ReviewVerdict {
  /** The person is who the document says. */
  APPROVE,
  /** The person is not, or it cannot be told. */
  REFUSE
}
